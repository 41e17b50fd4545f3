"""Reports of a contact center."""

from reports.statserver_actions import named

ANSWERED = named("CallAnswered")
