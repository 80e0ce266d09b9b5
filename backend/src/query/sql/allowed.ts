/**
 * What a raw SQL query may name. Everything here is pure: it reads no table, file, setting or clock but now(), and it
 * can't make much memory out of little text (no repeat, lpad, format, generate_series). What is not listed is refused.
 */
import { VIEWS } from '@llmobservatory/model';

const words = (...lists: string[]): ReadonlySet<string> =>
  new Set(lists.flatMap((list) => list.trim().split(/\s+/)));

export const RELATIONS: ReadonlySet<string> = new Set(VIEWS.map((view) => view.name));
export const VIEW_COLUMNS: ReadonlySet<string> = new Set(
  VIEWS.flatMap((view) => view.columns.map((column) => column.name)),
);

/** By kind, as docs/sql.md shows them. Names are those of pg_catalog. */
export const FUNCTIONS_BY_KIND = {
  Aggregates:
    'count sum avg min max bool_and bool_or every stddev stddev_pop stddev_samp variance var_pop var_samp corr covar_pop covar_samp regr_slope regr_intercept regr_r2 regr_count percentile_cont percentile_disc mode string_agg array_agg json_agg jsonb_agg json_object_agg jsonb_object_agg any_value',
  Windows:
    'row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value',
  Time: 'now date_trunc date_part extract age date to_timestamp to_char make_interval make_date make_timestamptz justify_interval justify_hours justify_days timezone overlaps isfinite transaction_timestamp statement_timestamp',
  Numbers:
    'abs ceil ceiling floor round trunc sign mod div power pow sqrt cbrt exp ln log log10 width_bucket greatest least pi degrees radians sin cos tan asin acos atan atan2 to_number numeric float8 int4 int8',
  Text: 'length char_length character_length octet_length lower upper initcap btrim ltrim rtrim trim substring substr left right position strpos split_part replace translate reverse concat concat_ws starts_with regexp_replace regexp_match regexp_count regexp_like regexp_substr regexp_split_to_array string_to_array md5 ascii chr overlay normalize is_normalized similar_to_escape like_escape text',
  'JSON and arrays':
    'json_array_length jsonb_array_length json_typeof jsonb_typeof jsonb_extract_path jsonb_extract_path_text json_extract_path json_extract_path_text jsonb_array_elements jsonb_array_elements_text jsonb_object_keys jsonb_build_object json_build_object jsonb_build_array json_build_array to_json to_jsonb row_to_json jsonb_path_exists jsonb_path_query_first jsonb_strip_nulls jsonb_pretty array_length cardinality array_position array_to_string array_remove unnest array_upper array_lower',
} as const;

/** Functions of TimescaleDB; they live in the extension's schema, not in pg_catalog. */
export const EXTENSION_FUNCTIONS = words('time_bucket first last histogram');

export const FUNCTIONS: ReadonlySet<string> = words(...Object.values(FUNCTIONS_BY_KIND));

export const OPERATORS = words(
  '= <> != < > <= >= + - * / % ^ || ~ ~* !~ !~* ~~ !~~ ~~* !~~* -> ->> #> #>> @> <@ ? ?| ?& && @? @@ & |',
);

/** Names of pg_catalog; arrays of them too. Never reg* (they look into the catalogue) or xml (it reads tables). */
export const TYPES = words(
  'bool int2 int4 int8 float4 float8 numeric text varchar bpchar date time timetz timestamp timestamptz interval uuid json jsonb boolean bigint integer decimal real',
);

/** Keywords that look like functions: times, never who is asking. */
export const VALUE_FUNCTIONS = words(
  'SVFOP_CURRENT_DATE SVFOP_CURRENT_TIME SVFOP_CURRENT_TIME_N SVFOP_CURRENT_TIMESTAMP SVFOP_CURRENT_TIMESTAMP_N SVFOP_LOCALTIME SVFOP_LOCALTIME_N SVFOP_LOCALTIMESTAMP SVFOP_LOCALTIMESTAMP_N',
);

/** Names that PostgreSQL gives to columns without one. */
export const IMPLICIT_NAMES = words(
  '?column? case coalesce greatest least array row exists nullif grouping current_date current_time current_timestamp localtime localtimestamp',
);
