-- A Backlot pack. tourc writes it once; at run time it is immutable. Any SQLite tool reads it.
-- PRAGMA application_id = 0x424b4c54 ('BKLT'), user_version = 1.
--
-- ids are slugs: lower-case letters, digits and '-', at most 63 bytes, stable for ever. Licences
-- have those of SPDX; what has no id of its author's is '<work>.<position>'.
-- Texts stand in txt alone. A body is plain UTF-8; its blocks are separated by an empty line
-- ("\n\n"). spans is a JSON array of [start, end, kind, target]: byte offsets into the body
-- (end excluded), kind one of
--   em, strong                  inside a block
--   cite                        start = end: a source (target) stands behind what precedes
--   heading, item, quote        the whole block
-- A text without spans has '[]'.

CREATE TABLE pack (
    id            TEXT PRIMARY KEY,
    built_at      INTEGER NOT NULL,          -- seconds since 1970 UTC
    tourc         TEXT NOT NULL,             -- version of the compiler
    original_lang TEXT NOT NULL,
    default_tour  TEXT NOT NULL,
    hero          TEXT NOT NULL              -- media shown by the attract screen
) STRICT;

CREATE TABLE lang (
    tag      TEXT PRIMARY KEY,               -- BCP 47
    position INTEGER NOT NULL,
    endonym  TEXT NOT NULL,                  -- the language's own name
    dir      TEXT NOT NULL CHECK (dir IN ('ltr', 'rtl')),
    fallback TEXT                            -- another tag, or NULL: the original
) STRICT;

CREATE TABLE txt (
    entity TEXT NOT NULL,                    -- pack, tour, stop, place, vantage, work, person,
    id     TEXT NOT NULL,                    -- claim, fact, media, quiz, quiz_choice, leg_step,
    field  TEXT NOT NULL,                    -- map, or what a work lists; title, lede, body, ...
    lang   TEXT NOT NULL,
    body   TEXT NOT NULL,
    spans  TEXT NOT NULL DEFAULT '[]',
    status TEXT NOT NULL DEFAULT 'final' CHECK (status IN ('final', 'draft', 'stale')),
    PRIMARY KEY (entity, id, field, lang)
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
    id        TEXT PRIMARY KEY,
    title     TEXT NOT NULL,
    publisher TEXT NOT NULL,
    address   TEXT NOT NULL,                 -- '' when the source has none that can be printed
    read_on   TEXT NOT NULL                  -- ISO date, or ''
) STRICT, WITHOUT ROWID;

CREATE TABLE citation (
    entity    TEXT NOT NULL,                 -- claim, fact, stop, person, vantage, quiz, or
    entity_id TEXT NOT NULL,                 -- what a work lists
    position  INTEGER NOT NULL,
    source    TEXT NOT NULL REFERENCES source (id),
    locator   TEXT NOT NULL,                 -- where in the source, or ''
    stance    TEXT NOT NULL CHECK (stance IN ('supports', 'contradicts', 'silent')),
    says      TEXT NOT NULL,                 -- our paraphrase, or ''
    PRIMARY KEY (entity, entity_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE licence (
    id      TEXT PRIMARY KEY,                -- SPDX identifier
    title   TEXT NOT NULL,
    address TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE work (
    id      TEXT PRIMARY KEY,
    kind    TEXT NOT NULL CHECK (kind IN ('film', 'short', 'book', 'series')),
    year    INTEGER NOT NULL,
    minutes INTEGER                          -- NULL: unknown
) STRICT, WITHOUT ROWID;

CREATE TABLE external_id (                   -- what others call a work
    work  TEXT NOT NULL REFERENCES work (id),
    kind  TEXT NOT NULL CHECK (kind IN ('imdb', 'tmdb', 'wikidata')),
    value TEXT NOT NULL,
    PRIMARY KEY (work, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE person (                        -- or an organisation
    id   TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation')),
    born INTEGER,                            -- a year, or NULL
    died INTEGER                             -- a year, or NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE place (
    id         TEXT PRIMARY KEY,
    lat        REAL NOT NULL CHECK (lat BETWEEN -90 AND 90),   -- degrees, WGS 84
    lon        REAL NOT NULL CHECK (lon BETWEEN -180 AND 180),
    precision  TEXT NOT NULL CHECK (precision IN ('spot', 'building', 'block', 'district', 'city')),
    etiquette  TEXT NOT NULL CHECK (etiquette IN ('public', 'ticketed', 'private_home', 'closed_lot')),
    opened     TEXT NOT NULL,                -- year or period as sourced, or ''
    step_free  TEXT NOT NULL CHECK (step_free IN ('yes', 'partly', 'no', 'unknown')),
    indoors    TEXT NOT NULL CHECK (indoors IN ('yes', 'partly', 'no', 'unknown')),
    booking    TEXT NOT NULL,                -- the address where a visit is booked, or ''
    checked_on TEXT NOT NULL                 -- when the access notes were checked, ISO date or ''
) STRICT, WITHOUT ROWID;

CREATE TABLE scene_place (                   -- a claim: this work, at this place
    id         TEXT PRIMARY KEY,
    work       TEXT NOT NULL REFERENCES work (id),
    place      TEXT NOT NULL REFERENCES place (id),
    position   INTEGER NOT NULL,             -- among a place's claims, as the author has them
    relation   TEXT NOT NULL CHECK (relation IN ('filmed_at', 'set_in', 'stands_in_for', 'studio_set', 'plate')),
    precision  TEXT NOT NULL CHECK (precision IN ('spot', 'building', 'block', 'district', 'city')),
    confidence TEXT NOT NULL CHECK (confidence IN ('confirmed', 'reported', 'disputed'))
) STRICT, WITHOUT ROWID;

-- What a work lists, in its author's order: position is 1, 2, 3 ... among a work's own. The
-- words are in txt: scene (body), theme (title, body), credit (character, note), award (award,
-- category), rating (by), money (note), relation (body).

CREATE TABLE scene (
    id       TEXT PRIMARY KEY,
    work     TEXT NOT NULL REFERENCES work (id),
    place    TEXT REFERENCES place (id),     -- where the story puts it or where it is shown
    spoiler  INTEGER NOT NULL CHECK (spoiler BETWEEN 0 AND 3),
    position INTEGER NOT NULL,
    UNIQUE (work, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE theme (                         -- what the work is about
    id       TEXT PRIMARY KEY,
    work     TEXT NOT NULL REFERENCES work (id),
    position INTEGER NOT NULL,
    UNIQUE (work, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE credit (
    id       TEXT PRIMARY KEY,               -- '<work>.<position>'
    work     TEXT NOT NULL REFERENCES work (id),
    person   TEXT NOT NULL REFERENCES person (id),
    role     TEXT NOT NULL CHECK (role IN ('director', 'writer', 'producer', 'cast', 'voice',
        'camera', 'editor', 'production_design', 'set_decoration', 'costume', 'music', 'song',
        'location_manager', 'author', 'effects', 'graphics', 'company')),
    position INTEGER NOT NULL,
    UNIQUE (work, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE award (
    id       TEXT PRIMARY KEY,
    work     TEXT NOT NULL REFERENCES work (id),
    person   TEXT REFERENCES person (id),    -- NULL: the work itself
    year     INTEGER NOT NULL,               -- of the ceremony
    result   TEXT NOT NULL CHECK (result IN ('won', 'nominated')),
    position INTEGER NOT NULL,
    UNIQUE (work, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE rating (
    id       TEXT PRIMARY KEY,
    work     TEXT NOT NULL REFERENCES work (id),
    value    TEXT NOT NULL,                  -- as it was given: '94 %'
    count    INTEGER CHECK (count >= 0),     -- of votes or reviews, or NULL
    about    INTEGER NOT NULL CHECK (about IN (0, 1)),  -- 1: the count is approximate
    as_of    TEXT NOT NULL,                  -- ISO date, month or year, or ''
    position INTEGER NOT NULL,
    UNIQUE (work, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE money (
    id        TEXT PRIMARY KEY,
    work      TEXT NOT NULL REFERENCES work (id),
    kind      TEXT NOT NULL CHECK (kind IN ('budget', 'gross', 'opening')),
    territory TEXT NOT NULL CHECK (territory IN ('us_canada', 'international', 'worldwide')),
    amount    INTEGER NOT NULL CHECK (amount >= 0),     -- whole units of the currency
    currency  TEXT NOT NULL,                 -- ISO 4217
    about     INTEGER NOT NULL CHECK (about IN (0, 1)),  -- 1: the amount is approximate
    as_of     TEXT NOT NULL,                 -- ISO date, month or year, or ''
    position  INTEGER NOT NULL,
    UNIQUE (work, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE work_rel (                      -- the work is this to the other
    id       TEXT PRIMARY KEY,               -- '<work>.<position>'; 'relation' in txt, citation
    work     TEXT NOT NULL REFERENCES work (id),
    other    TEXT NOT NULL REFERENCES work (id),
    relation TEXT NOT NULL CHECK (relation IN ('predates', 'inspired_by', 'same_director',
        'companion')),
    position INTEGER NOT NULL,
    UNIQUE (work, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX scene_place_of ON scene_place (place, position);
CREATE INDEX scene_place_by ON scene_place (work);
CREATE INDEX credit_of ON credit (person);
CREATE INDEX work_rel_of ON work_rel (other);

CREATE TABLE vantage (                       -- stand here, look there; 'vantage' in txt (stand,
    id       TEXT PRIMARY KEY,               -- look) and citation
    place    TEXT NOT NULL REFERENCES place (id),
    towards  TEXT REFERENCES place (id),     -- NULL: no heading can be computed
    media    TEXT REFERENCES media (id),     -- the view, perhaps with its pair; or NULL
    position INTEGER NOT NULL,
    UNIQUE (place, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE tour (
    id       TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    mode     TEXT NOT NULL CHECK (mode IN ('walk', 'drive', 'lot', 'armchair')),
    minutes  INTEGER,                        -- the whole of it, or NULL
    accent   INTEGER                         -- 0xRRGGBB, or NULL: the house's own
) STRICT, WITHOUT ROWID;

CREATE TABLE tour_stop (
    id       TEXT PRIMARY KEY,
    tour     TEXT NOT NULL REFERENCES tour (id),
    position INTEGER NOT NULL,               -- 1, 2, 3 ... without gaps
    code     INTEGER UNIQUE,                 -- for the keypad, 1 to 9999, or NULL
    minutes  INTEGER,                        -- how long one stays, or NULL
    place    TEXT NOT NULL REFERENCES place (id),
    UNIQUE (tour, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX tour_stop_at ON tour_stop (place);

-- The way on foot. A tour has either none, or one for each pair of neighbouring stops. Lines and
-- outlines are WKT, longitude first, in degrees: LINESTRING(-118.23611 34.05583, ...).
CREATE TABLE leg (
    id       TEXT PRIMARY KEY,               -- that of the stop it leads to
    tour     TEXT NOT NULL REFERENCES tour (id),
    position INTEGER NOT NULL CHECK (position >= 1),  -- of the stop it begins at
    metres   REAL NOT NULL CHECK (metres >= 0),       -- along the line, whole
    minutes  INTEGER NOT NULL CHECK (minutes >= 0),   -- at 1.25 metres a second, rounded up
    steps    TEXT NOT NULL CHECK (steps IN ('yes', 'no', 'unknown')),
    line     TEXT NOT NULL,                  -- from the stop before to this one
    UNIQUE (tour, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE leg_step (                      -- a direction; 'leg_step' in txt (body)
    id       TEXT PRIMARY KEY,               -- '<leg>.<position>'
    leg      TEXT NOT NULL REFERENCES leg (id),
    position INTEGER NOT NULL,               -- in the order of the way
    metres   REAL NOT NULL CHECK (metres >= 0),       -- from where the leg begins, whole
    turn     TEXT NOT NULL CHECK (turn IN ('start', 'straight', 'slight_left', 'left',
        'sharp_left', 'slight_right', 'right', 'sharp_right', 'cross', 'up', 'down', 'arrive')),
    UNIQUE (leg, position)
) STRICT, WITHOUT ROWID;

-- What starts a stop of a walk. Each has one, but for a stop whose place is known no better than
-- as a district: there, nobody can say that it was reached. Metres are on the ground.
CREATE TABLE "trigger" (
    stop     TEXT PRIMARY KEY REFERENCES tour_stop (id),
    shape    TEXT NOT NULL CHECK (shape IN ('circle', 'polygon')),
    lat      REAL NOT NULL CHECK (lat BETWEEN -90 AND 90),     -- of the circle's centre, or of
    lon      REAL NOT NULL CHECK (lon BETWEEN -180 AND 180),   -- the polygon's label
    radius   REAL NOT NULL CHECK (radius >= 0),  -- within it one is there; 0 of a polygon
    exit     REAL NOT NULL CHECK (exit > 0),     -- farther one has left: from the centre, or from
                                                 -- the polygon's border
    dwell    REAL NOT NULL CHECK (dwell >= 0),   -- so many seconds one must be there
    priority INTEGER NOT NULL,                   -- where one is at two, the higher one starts
    once     INTEGER NOT NULL CHECK (once IN (0, 1)),
    outline  TEXT NOT NULL                       -- POLYGON((...)), closed; '' of a circle
) STRICT, WITHOUT ROWID;

-- Words in txt: body; of an easter egg also reveal, and hint-1, hint-2, hint-3.
CREATE TABLE fact (
    id      TEXT PRIMARY KEY,
    kind    TEXT NOT NULL CHECK (kind IN ('trivia', 'easter_egg', 'production', 'music', 'history')),
    spoiler INTEGER NOT NULL CHECK (spoiler BETWEEN 0 AND 3),
    status  TEXT NOT NULL CHECK (status IN ('confirmed', 'reported', 'rumour'))
) STRICT, WITHOUT ROWID;

CREATE TABLE fact_use (                      -- what each shows, in order
    entity    TEXT NOT NULL CHECK (entity IN ('stop', 'place', 'work', 'person')),
    entity_id TEXT NOT NULL,
    position  INTEGER NOT NULL,
    fact      TEXT NOT NULL REFERENCES fact (id),
    PRIMARY KEY (entity, entity_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX fact_use_of ON fact_use (fact);

CREATE TABLE quiz (                          -- a question; 'quiz' in txt (body, explain), citation
    id       TEXT PRIMARY KEY,
    work     TEXT REFERENCES work (id),      -- what it is about, or NULL
    place    TEXT REFERENCES place (id),     -- where it happened, or NULL
    media    TEXT REFERENCES media (id),     -- or NULL
    spoiler  INTEGER NOT NULL CHECK (spoiler BETWEEN 0 AND 3),
    position INTEGER NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

CREATE TABLE quiz_choice (                   -- 'quiz_choice' in txt (body)
    id       TEXT PRIMARY KEY,               -- '<quiz>.<position>'
    quiz     TEXT NOT NULL REFERENCES quiz (id),
    is_right INTEGER NOT NULL CHECK (is_right IN (0, 1)),  -- of exactly one of a question's
    position INTEGER NOT NULL,
    UNIQUE (quiz, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE media (
    id      TEXT PRIMARY KEY,
    kind    TEXT NOT NULL CHECK (kind IN ('picture')),
    width   INTEGER NOT NULL,                -- of the original, after its EXIF orientation
    height  INTEGER NOT NULL,
    credit  TEXT NOT NULL,
    licence TEXT NOT NULL REFERENCES licence (id),
    focus_x REAL NOT NULL CHECK (focus_x BETWEEN 0 AND 1),
    focus_y REAL NOT NULL CHECK (focus_y BETWEEN 0 AND 1),
    colour  INTEGER NOT NULL,                -- 0xRRGGBB, the placeholder
    pair    TEXT REFERENCES media (id) DEFERRABLE INITIALLY DEFERRED
                                             -- the same view at another time; each is the other's
) STRICT, WITHOUT ROWID;

CREATE TABLE media_variant (
    media  TEXT NOT NULL REFERENCES media (id),
    width  INTEGER NOT NULL,
    height INTEGER NOT NULL,
    format TEXT NOT NULL CHECK (format IN ('jpeg', 'webp')),
    bytes  BLOB NOT NULL,
    PRIMARY KEY (media, width)
) STRICT;

CREATE TABLE media_tile (                    -- an original that no variant shows at full size, cut
    media TEXT NOT NULL REFERENCES media (id),
    y     INTEGER NOT NULL,                  -- row and column, from 0 at the top left: each tile
    x     INTEGER NOT NULL,                  -- is 512 x 512 px, the last ones what is left
    bytes BLOB NOT NULL,                     -- JPEG
    PRIMARY KEY (media, y, x)
) STRICT;

CREATE TABLE media_use (
    entity    TEXT NOT NULL CHECK (entity IN ('stop', 'place', 'tour', 'work')),
    entity_id TEXT NOT NULL,
    position  INTEGER NOT NULL,
    media     TEXT NOT NULL REFERENCES media (id),
    PRIMARY KEY (entity, entity_id, position)
) STRICT, WITHOUT ROWID;

-- What can be searched. Each row of search is the terms of one thing (kiosk/find/find.h), parted
-- by spaces, in no order; what the row is stands in search_row under its rowid. Of each kind come
-- first the titles in all languages, then in each language the texts, both by rank, so that the
-- first rows that match are the best ones and nothing has to be scored or sorted; search_part
-- says which rows those are. No easter egg and nothing with a spoiler is in here.
-- Contentless and without positions, which nothing asks for: half a million rows take 20 MB.
CREATE VIRTUAL TABLE search USING fts5(words, content='', columnsize=0, detail=none, prefix='1 2 3 4', tokenize='unicode61 remove_diacritics 2');

CREATE TABLE search_part (
    kind  TEXT NOT NULL CHECK (kind IN ('place', 'work', 'person', 'fact', 'stop')),
    part  TEXT NOT NULL CHECK (part IN ('title', 'text')),
    lang  TEXT NOT NULL,                     -- of the texts; '' of titles
    first INTEGER NOT NULL,                  -- rowids in search
    last  INTEGER NOT NULL,
    PRIMARY KEY (kind, part, lang)
) STRICT, WITHOUT ROWID;

CREATE TABLE search_row (
    row   INTEGER PRIMARY KEY,
    kind  TEXT NOT NULL,
    id    TEXT NOT NULL,
    words TEXT NOT NULL                      -- of a title, as in search_title, a line each; or ''
) STRICT;

CREATE TABLE search_title (                  -- whole titles, to find what begins as was typed
    kind  TEXT NOT NULL,
    words TEXT NOT NULL,                     -- the title's terms, parted by spaces
    row   INTEGER NOT NULL,
    PRIMARY KEY (kind, words, row)
) STRICT, WITHOUT ROWID;

CREATE TABLE vocabulary (                    -- every word of search, but signs (東京)
    word   TEXT PRIMARY KEY,
    titles INTEGER NOT NULL,                 -- how many rows of either part have it
    texts  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE vocabulary_key (                -- what is left of a word without one of its letters,
    key  TEXT NOT NULL,                      -- and the word itself: two words one slip apart
    word TEXT NOT NULL REFERENCES vocabulary (word),  -- share a key
    PRIMARY KEY (key, word)
) STRICT, WITHOUT ROWID;

-- Maps. tiles and metadata are those of MBTiles 1.3, so that a pack is a map for other tools, too:
-- vector tiles (MVT 2.1, gzip) whose rows count from the south. All regions share them. Their
-- layers and tags are named as in OpenMapTiles.
CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB);
CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row);

CREATE TABLE metadata (name TEXT, value TEXT);
CREATE UNIQUE INDEX metadata_index ON metadata (name);

CREATE TABLE map_region (                    -- 'map' in txt (title)
    id          TEXT PRIMARY KEY,
    position    INTEGER NOT NULL UNIQUE,
    west        REAL NOT NULL CHECK (west BETWEEN -180 AND 180),
    south       REAL NOT NULL CHECK (south BETWEEN -90 AND 90),
    east        REAL NOT NULL CHECK (east BETWEEN -180 AND 180),
    north       REAL NOT NULL CHECK (north BETWEEN -90 AND 90),
    min_zoom    INTEGER NOT NULL CHECK (min_zoom BETWEEN 0 AND 16),
    max_zoom    INTEGER NOT NULL CHECK (max_zoom BETWEEN 0 AND 16),
    illustrated INTEGER NOT NULL CHECK (illustrated IN (0, 1)),  -- drawn, and not to scale
    attribution TEXT NOT NULL CHECK (attribution <> '')          -- always shown with it
) STRICT, WITHOUT ROWID;
