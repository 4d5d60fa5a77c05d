"""Components of a page: functions that give safe HTML. `{% load promost %}` offers them to the templates."""
