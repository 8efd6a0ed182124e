"""The one declaration of every table: `written` (as the sheets say), `known` (as the store holds it)."""
