"""Users, memberships of organisations, roles, invitations: who may do what, and on whose behalf."""
