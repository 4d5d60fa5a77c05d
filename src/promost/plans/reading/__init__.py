"""Plan documents → drafts. Pure Python: no Django, no database.

    file bytes ──sources──▶ Document ──layout (with language)──▶ PlanDraft ──output──▶ JSON
"""
