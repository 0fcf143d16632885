"""Workers: Dramatiq actors, each only glue between a message and a room."""
