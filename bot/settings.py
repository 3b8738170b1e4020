"""One frozen settings object, from the environment and .env."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import ToMend
from bot.letters.tiers import TIERS, read_tiers
from bot.tokens import complaint


class SettingsError(ToMend):
    """What is missing or malformed, one line a variable."""


class Settings(BaseSettings):
    """Every setting. Each is explained in .env.example and docs/running.md."""

    model_config = SettingsConfigDict(env_file=".env", frozen=True, extra="ignore", hide_input_in_errors=True)

    slack_bot_token: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")
    slack_api_url: str = "https://slack.com/api/"
    slack_tiers: str = ""
    database_url: str = ""
    http_host: str = "0.0.0.0"
    port: int = Field(default=3000, ge=0, le=65535)
    metrics_host: str = "127.0.0.1"
    metrics_port: int = Field(default=0, ge=0, le=65535)
    alongside_admins: str = ""
    log_format: Literal["text", "json"] = "text"
    alongside_data: Path = Path("data")

    @field_validator("slack_bot_token")
    @classmethod
    def _bot_token(cls, token: SecretStr) -> SecretStr:
        return _checked(token, "xoxb-")

    @field_validator("slack_app_token")
    @classmethod
    def _app_token(cls, token: SecretStr) -> SecretStr:
        return _checked(token, "xapp-")

    @field_validator("slack_signing_secret")
    @classmethod
    def _signing_secret(cls, secret: SecretStr) -> SecretStr:
        return _checked(secret, "")

    @field_validator("slack_api_url")
    @classmethod
    def _api_url(cls, url: str) -> str:
        if not url.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return url if url.endswith("/") else f"{url}/"

    @field_validator("slack_tiers")
    @classmethod
    def _slack_tiers(cls, tiers: str) -> str:
        read_tiers(tiers)
        return tiers

    @property
    def tiers(self) -> dict[str, int]:
        """Calls a minute by method: Slack's published tiers, and what SLACK_TIERS says otherwise."""
        return {**TIERS, **read_tiers(self.slack_tiers)}

    @property
    def admins(self) -> frozenset[str]:
        return frozenset(self.alongside_admins.replace(",", " ").split())

    @property
    def database(self) -> str:
        """DATABASE_URL, or a SQLite file in the data folder. Whoever writes to it calls `prepare_data` first."""
        return self.database_url or f"sqlite:///{self._file}"

    @property
    def _file(self) -> Path:
        return self.alongside_data / "alongside.db"

    def prepare_data(self) -> None:
        """Make the data folder and the file in it, where the database lies there, for their owner alone.

        What is there already stays as it is. Raises SettingsError where they can't be made.
        """
        if self.database_url:
            return
        try:
            self.alongside_data.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._file.touch(mode=0o600)  # SQLite's files beside it are made like it
        except OSError as error:
            raise SettingsError(f"ALONGSIDE_DATA: {self._file} can't be made: {error.strerror}") from None

    def need(self, *names: str) -> None:
        """Raises SettingsError naming each of these that is not set."""
        missing = [name.upper() for name in names if not getattr(self, name).get_secret_value()]
        if missing:
            raise SettingsError("\n".join(f"{name} is not set (see .env.example)" for name in missing))


def _checked(secret: SecretStr, begins: str) -> SecretStr:
    if wrong := complaint(secret.get_secret_value(), begins):
        raise ValueError(wrong)
    return secret


def load(**overrides: object) -> Settings:
    """The settings. Raises SettingsError with one line for each malformed variable."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        lines = [
            f"{str(e['loc'][0]).upper()}: {e['msg'].removeprefix('Value error, ')}" for e in error.errors()
        ]
        raise SettingsError("\n".join(lines)) from None
