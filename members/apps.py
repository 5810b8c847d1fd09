from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = "De raad"

    def ready(self) -> None:
        # Files of a member who is deleted go too, whatever way the row goes.
        from members import portraits  # noqa: F401
