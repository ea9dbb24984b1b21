"""What goes into a portable file, and what does not."""

from sqlmodel import SQLModel

from models import portable, tables


def test_every_table_either_goes_along_or_is_left_out_on_purpose():
    """A new table that is forgotten here would be lost by export and import."""
    assert tables.__all__
    assert set(portable.PARTS) | portable.LEFT_OUT == set(SQLModel.metadata.tables)
    assert not portable.LEFT_OUT & set(portable.PARTS)
