"""The pages: what people see in a browser, and the API of the city's own systems."""

from mentoring.web.app import make_app
from mentoring.web.serving import first_link, serve, server

__all__ = ["first_link", "make_app", "serve", "server"]
