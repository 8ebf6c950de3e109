-- What is asked of a study through one connection: views that its file does not hold.
-- "latest": the last coding of each article, as it is now, by each coder.
CREATE TEMP VIEW latest AS
SELECT k.*, j.coding IS NOT NULL AS adjudicates
FROM codings k JOIN articles a ON a.number = k.article AND a.hash = k.hash LEFT JOIN adjudications j ON j.coding = k.number
WHERE NOT EXISTS (
  SELECT 1 FROM codings l WHERE l.article = k.article AND l.coder = k.coder AND l.hash = k.hash AND l.number > k.number
);
-- "awaited": who codes an article: those whom it was assigned to, and those who have begun it.
CREATE TEMP VIEW awaited AS
SELECT d.article, s.coder FROM drawn d JOIN assigned s ON s.sample = d.sample
UNION SELECT article, coder FROM latest WHERE NOT adjudicates;
-- "hidden": articles whose codings only their own coders may see yet, because not all who code them are done.
CREATE TEMP VIEW hidden AS
SELECT DISTINCT w.article FROM awaited w WHERE EXISTS (SELECT 1 FROM settings WHERE key = 'blind' AND value = '1')
AND NOT EXISTS (SELECT 1 FROM latest l WHERE l.article = w.article AND l.coder = w.coder AND l.done IS NOT NULL);
-- "results": of each article its analysis, or the coding that counts instead: the adjudicated one, else the one that was finished
-- last, else the one that was begun last.
CREATE TEMP VIEW results AS
SELECT n.article, n.settings, n.hash, n.counting, n.seconds, c.number AS coding, c.coder, coalesce(c.changed, n.made) AS made,
  coalesce(c.content, n.content) AS content, coalesce(c.tally, n.tally) AS tally
FROM analyses n LEFT JOIN codings c ON c.number = (
  SELECT k.number FROM latest k WHERE k.article = n.article AND k.hash = n.hash AND k.counts
  AND CASE WHEN k.adjudicates THEN k.done IS NOT NULL ELSE NOT EXISTS (SELECT 1 FROM hidden h WHERE h.article = k.article) END
  ORDER BY k.adjudicates DESC, k.done IS NULL, k.done DESC, k.number DESC LIMIT 1
);
