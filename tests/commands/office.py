"""An officer at the keyboard, for the tests of commands."""

import json
from typing import Any

from click.testing import CliRunner, Result

from mentoring.commands.root import pamong


def types(*words: object, actor: str = "hr", code: int = 0) -> Result:
    """Type one command; its exit code must be this one."""
    result = CliRunner(env={"PAMONG_ACTOR": actor}).invoke(pamong, [str(w) for w in words])
    assert result.exit_code == code, (words, result.output, result.exception)
    return result


def reads(*words: object, actor: str = "hr", code: int = 0) -> Any:
    """The JSON that a command gives."""
    return json.loads(types(*words, "--json", actor=actor, code=code).stdout)


def deeds() -> list[str]:
    """Every action in the trail, the newest first."""
    return [entry["action"] for entry in reads("audit", "list", "--last", 1000)]
