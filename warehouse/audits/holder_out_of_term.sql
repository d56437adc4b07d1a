-- holder_out_of_term: the seeds give no office to somebody after the end of the term
SELECT office_id, actor_id, held_from, held_until
FROM derived.offices
WHERE held_until < held_from
