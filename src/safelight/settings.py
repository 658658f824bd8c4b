"""Every knob, typed, once; read at start and passed down. Nobody else reads the environment."""

import os
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "SAFELIGHT_"
_OTLP_TRACES = "OTEL_EXPORTER_OTLP_TRACES"


class Settings(BaseSettings):
    """The settings of one running server; immutable."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    data: Path = Field(Path("data"), description="Folder of the embedded default: database, blobs, cache")
    database: str = Field("", description="postgresql:// URL; empty means a SQLite file in the data folder")
    blobs: str = Field("", description="s3:// URL of the blob store; empty means a folder in the data folder")
    s3_endpoint: str = Field("", description="http(s) URL of an S3 service other than AWS; empty means AWS")
    public_url: str = Field("", description="http(s) URL clients reach us at; empty means the one they asked")
    company: str = Field("", description="Name of the company made at first start")
    admin_email: str = Field("", description="Email of the IpsAdmin made at first start")
    admin_password: str = Field("", description="Password of the IpsAdmin made at first start")
    timezone: str = Field("UTC", description="IANA zone of cron times, of offsets in replies and stamps in names")
    locale: str = Field("en", description="Locale of texts where a caller names none")
    fetch_allow: str = Field("", description="Comma-separated hosts uploads may be fetched from although private")
    fetch_timeout_s: float = Field(60.0, gt=0, description="Longest wait for one upload URL, seconds")
    upload_roots: str = Field("", description="Comma-separated folders that uploadDirectoryJob may read below")
    upload_max_bytes: int = Field(2**31, gt=0, description="Largest file taken in, bytes (UploadPostMaxFileSize)")
    upload_idle_s: int = Field(1800, gt=0, description="An upload job without endJob closes after this, seconds")
    export_days: float = Field(7.0, gt=0, description="How long the link to an exported archive lasts, days")
    publish_target: str = Field("", description="Folder, s3:// or sftp:// URL serverDirectoryPublishJob writes to")
    metadata_target: str = Field("", description="Folder, s3:// or sftp:// URL that metadataPublishJob writes to")
    ssh_known_hosts: str = Field("", description="OpenSSH file of the host keys sftp servers may have; empty means any")
    ssh_key: str = Field("", description="Private key file to log in with where sftp:// is published to")
    video_sitemap_manual: bool = Field(False, description="Write video site maps only where forceUpdate asks for it")
    soap_max_bytes: int = Field(16 * 2**20, gt=0, description="Largest SOAP request read, bytes")
    max_pixels: int = Field(400_000_000, gt=0, description="Largest source image decoded, width x height, pixels")
    decode_timeout_s: float = Field(120.0, gt=0, description="Longest time one file may decode, seconds")
    decode_memory_bytes: int = Field(4 * 2**30, gt=0, description="Most memory one decoder may take, bytes")
    free_disk_bytes: int = Field(2**29, ge=0, description="Free disk below which no more files are taken in, bytes")
    cache_bytes: int = Field(2 * 2**30, ge=0, description="Largest size of the response cache on disk, bytes")
    render_max_pixels: int = Field(16_000_000, gt=0, description="Largest picture rendered for a URL, pixels")
    argon2_time_cost: int = Field(3, ge=1, description="Passes of the password hash")
    argon2_memory_kib: int = Field(65536, ge=8, description="Memory of the password hash, KiB")
    cleanup_schedule: str = Field("0 0 1 * * ?", description="Cron text of the nightly cleanup; empty means none")
    trash_days: float = Field(7.0, gt=0, description="How long what was deleted stays in the trash, days")
    trash_warning_days: float = Field(1.0, ge=0, description="How long before its end administrators are mailed, days")
    log_days: float = Field(365.0, gt=0, description="How long the logs of ended jobs are kept, days")
    smtp_url: str = Field("", description="smtp://[user:password@]host:port of the mail relay; empty means no mail")
    mail_from: str = Field("safelight@localhost", description="Sender of mails")
    cdn_purge_url: str = Field("", description="http(s) URL that HTTP PURGE goes to; empty means there is no CDN")
    cdn_hosts: str = Field("", description="Comma-separated hosts of the CDN, which addresses to purge may name too")
    server_processes: int = Field(2, ge=1, description="Processes that answer HTTP")
    worker_threads: int = Field(0, ge=0, description="Items one worker works on at once; 0 means cores + 1")
    worker_metrics_port: int = Field(0, ge=0, le=65535, description="Port of a lone worker's /metrics; 0 means none")
    slot_stale_s: float = Field(15.0, gt=0, description="A worker without heartbeat this long is taken over, seconds")

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        ZoneInfo(name)
        return name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def database_url(self) -> str:
        """Address of the database in force: sqlite:/// or postgresql://."""
        return self.database or f"sqlite:///{(self.data / 'safelight.db').absolute()}"

    @property
    def items_at_once(self) -> int:
        """Of one worker; one more than cores keeps those busy while an item waits for the disk."""
        return self.worker_threads or (os.cpu_count() or 1) + 1

    @property
    def fetch_allowed_hosts(self) -> frozenset[str]:
        return frozenset(_listed(self.fetch_allow))

    @property
    def cdn_host_names(self) -> frozenset[str]:
        return frozenset(host.lower() for host in _listed(self.cdn_hosts))

    @property
    def upload_folders(self) -> tuple[Path, ...]:
        return tuple(Path(text) for text in _listed(self.upload_roots))


def read() -> Settings:
    """Read the environment once. Raises ValueError for an unknown SAFELIGHT_ name, and as `traces_wanted`."""
    traces_wanted()
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    strangers = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
    if strangers:
        raise ValueError(f"unknown settings {', '.join(strangers)}; `safelight settings` lists those there are")
    return Settings()


def traces_wanted() -> bool:
    """Whether the variables of OpenTelemetry ask for traces: by naming a collector, or the way to one.

    raises: ValueError for a way that is not spoken here
    """
    said = {name: text.strip().lower() for name, text in os.environ.items() if name.startswith("OTEL_")}
    exporter = said.get("OTEL_TRACES_EXPORTER", "")
    if said.get("OTEL_SDK_DISABLED") == "true" or exporter == "none":
        return False
    if exporter not in {"", "otlp"}:
        raise ValueError(f"OTEL_TRACES_EXPORTER: got {exporter!r}, want otlp or none")
    if not (exporter or any(said.get(name) for name in ("OTEL_EXPORTER_OTLP_ENDPOINT", f"{_OTLP_TRACES}_ENDPOINT"))):
        return False
    protocol = said.get(f"{_OTLP_TRACES}_PROTOCOL") or said.get("OTEL_EXPORTER_OTLP_PROTOCOL") or "http/protobuf"
    if protocol != "http/protobuf":
        raise ValueError(f"OTEL_EXPORTER_OTLP_PROTOCOL: got {protocol!r}, want http/protobuf")
    return True


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
