"""SQLAlchemy columns that store the texts of actions, vocabulary and masks.

By default, SQLAlchemy stores the names of the members of an enum: `AGENT` instead of `Agent`.
"""

import enum
from collections.abc import Sequence

from sqlalchemy import Dialect, Enum, String, TypeDecorator, create_engine, select, text
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from statserver_actions import Action, Mask, ObjectType, UnknownAction


def texts(vocabulary: type[enum.Enum]) -> Sequence[str]:
    """Return the texts that a column stores."""
    return [str(member.value) for member in vocabulary]


def column_type(vocabulary: type[enum.Enum]) -> Enum:
    """Return the type of a column of texts, which a later version of the package extends."""
    return Enum(
        vocabulary, values_callable=texts, validate_strings=True, native_enum=False, length=100
    )


class MaskColumn(TypeDecorator[Mask]):
    """A column of masks in their canonical form."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Mask | None, dialect: Dialect) -> str | None:
        """Return the text that the database stores."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Mask | None:
        """Return the mask of a stored text."""
        return None if value is None else Mask.parse(value, unknown="keep")


class AnyActionColumn(TypeDecorator[Action | UnknownAction]):
    """A column of ids, also of those that only later versions of the package have."""

    impl = String
    cache_ok = True

    def process_bind_param(
        self, value: Action | UnknownAction | None, dialect: Dialect
    ) -> str | None:
        """Return the text that the database stores."""
        return None if value is None else str(value)

    def process_result_value(
        self, value: str | None, dialect: Dialect
    ) -> Action | UnknownAction | None:
        """Return the action with a stored id."""
        return None if value is None else Action.parse(value)


class Base(DeclarativeBase):
    """The base of the tables."""


class StatType(Base):
    """A stat type in a database."""

    __tablename__ = "stat_types"

    name: Mapped[str] = mapped_column(primary_key=True)
    object_type: Mapped[ObjectType] = mapped_column(column_type(ObjectType))
    threshold: Mapped[Action] = mapped_column(column_type(Action))
    last_event: Mapped[Action | UnknownAction] = mapped_column(AnyActionColumn)
    main_mask: Mapped[Mask] = mapped_column(MaskColumn)


engine = create_engine("sqlite://")
Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(
        StatType(
            name="Waiting",
            object_type=ObjectType.AGENT,
            threshold=Action.CALL_WAIT,
            last_event=Action.parse("CALL_TELEPORTED"),
            main_mask=Mask.parse("~LoggedOut, *"),
        )
    )
    session.commit()

with Session(engine) as session:
    print("stored:", *session.execute(text("SELECT * FROM stat_types")).one())

    query = select(StatType).where(
        StatType.object_type == ObjectType.AGENT,
        StatType.main_mask == Mask.parse("*,~LoggedOut"),
    )
    row = session.scalars(query).one()
    print("read:", repr(row.object_type), repr(row.threshold))
    print("read:", repr(row.last_event), repr(row.main_mask))

    try:
        session.scalars(select(StatType).where(StatType.object_type == "Agnet")).all()
    except StatementError as error:
        print("rejected:", str(error.orig).partition(".")[0])

engine.dispose()
