/*
 * The native methods of org.treesitter.TSParser (tree-sitter-ng 0.26.6) that this program and its
 * tests use. Names and signatures are those of its Java sources; ids of fields and methods are
 * looked up once, when the library is loaded. A native method that is missing here ends in an
 * UnsatisfiedLinkError that names it: add it below.
 */
#include <jni.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "tree_sitter/api.h"

#define NATIVE(type, name) JNIEXPORT type JNICALL Java_org_treesitter_TSParser_##name
#define POINTER(type, value) ((type)(intptr_t)(value))
#define ADDRESS(pointer) ((jlong)(intptr_t)(pointer))

static JavaVM *vm;
static struct {
  jclass node, point, parse_state, query_state, capture, step, step_type;
} classes;
static struct {
  jfieldID context[4], id, tree;
  jfieldID row, column;
  jfieldID parse_byte, parse_error, query_byte;
  jfieldID match_id, match_pattern, match_captures;
  jfieldID capture_node, capture_index;
  jfieldID step_type, step_value, step_done, step_capture, step_string;
} fields;
static struct {
  jmethodID read, parse_progress, query_progress;
} methods;

static jclass class_of(JNIEnv *env, const char *name) {
  jclass local = (*env)->FindClass(env, name);
  jclass global = local ? (*env)->NewGlobalRef(env, local) : NULL;
  if (local) {
    (*env)->DeleteLocalRef(env, local);
  }
  return global;
}

/* After the first failure an exception is pending, and no further call may be made. */
static bool find(JNIEnv *env) {
#define FIELD(to, type, name, signature) \
  if (!(fields.to = (*env)->GetFieldID(env, type, name, signature))) return false
#define STATIC_FIELD(to, type, name, signature) \
  if (!(fields.to = (*env)->GetStaticFieldID(env, type, name, signature))) return false
#define CLASS(to, name) \
  if (!(classes.to = class_of(env, "org/treesitter/" name))) return false

  CLASS(node, "TSNode");
  CLASS(point, "TSPoint");
  CLASS(parse_state, "TSParseState");
  CLASS(query_state, "TSQueryCursorState");
  CLASS(capture, "TSQueryCapture");
  CLASS(step, "TSQueryPredicateStep");
  CLASS(step_type, "TSQueryPredicateStepType");
  FIELD(context[0], classes.node, "context0", "I");
  FIELD(context[1], classes.node, "context1", "I");
  FIELD(context[2], classes.node, "context2", "I");
  FIELD(context[3], classes.node, "context3", "I");
  FIELD(id, classes.node, "idPtr", "J");
  FIELD(tree, classes.node, "treePtr", "J");
  FIELD(row, classes.point, "row", "I");
  FIELD(column, classes.point, "column", "I");
  FIELD(parse_byte, classes.parse_state, "currentByteOffset", "I");
  FIELD(parse_error, classes.parse_state, "isError", "Z");
  FIELD(query_byte, classes.query_state, "currentByteOffset", "I");
  FIELD(capture_node, classes.capture, "node", "Lorg/treesitter/TSNode;");
  FIELD(capture_index, classes.capture, "index", "I");
#define STEP_TYPE "Lorg/treesitter/TSQueryPredicateStepType;"
  FIELD(step_type, classes.step, "type", STEP_TYPE);
  FIELD(step_value, classes.step, "valueId", "I");
  STATIC_FIELD(step_done, classes.step_type, "TSQueryPredicateStepTypeDone", STEP_TYPE);
  STATIC_FIELD(step_capture, classes.step_type, "TSQueryPredicateStepTypeCapture", STEP_TYPE);
  STATIC_FIELD(step_string, classes.step_type, "TSQueryPredicateStepTypeString", STEP_TYPE);

  jclass match = (*env)->FindClass(env, "org/treesitter/TSQueryMatch");
  if (!match) return false;
  FIELD(match_id, match, "id", "I");
  FIELD(match_pattern, match, "patternIndex", "I");
  FIELD(match_captures, match, "captures", "[Lorg/treesitter/TSQueryCapture;");

  jclass reader = (*env)->FindClass(env, "org/treesitter/TSReader");
  if (!reader) return false;
  methods.read = (*env)->GetMethodID(env, reader, "read", "([BILorg/treesitter/TSPoint;)I");
  if (!methods.read) return false;
  jclass parsing = (*env)->FindClass(env, "org/treesitter/TSParserProgress");
  if (!parsing) return false;
  methods.parse_progress =
      (*env)->GetMethodID(env, parsing, "progress", "(Lorg/treesitter/TSParseState;)Z");
  if (!methods.parse_progress) return false;
  jclass querying = (*env)->FindClass(env, "org/treesitter/TSQueryProgress");
  if (!querying) return false;
  methods.query_progress =
      (*env)->GetMethodID(env, querying, "progress", "(Lorg/treesitter/TSQueryCursorState;)Z");
  return methods.query_progress != NULL;
}

JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *loaded_by, void *reserved) {
  (void)reserved;
  JNIEnv *env;
  vm = loaded_by;
  if ((*vm)->GetEnv(vm, (void **)&env, JNI_VERSION_1_8) != JNI_OK || !find(env)) {
    return JNI_ERR;
  }
  return JNI_VERSION_1_8;
}

/* ---- Between Java and C ---- */

static TSNode node_of(JNIEnv *env, jobject from) {
  TSNode node;
  for (int i = 0; i < 4; i++) {
    node.context[i] = (uint32_t)(*env)->GetIntField(env, from, fields.context[i]);
  }
  node.id = POINTER(const void *, (*env)->GetLongField(env, from, fields.id));
  node.tree = POINTER(const TSTree *, (*env)->GetLongField(env, from, fields.tree));
  return node;
}

static jobject java_node(JNIEnv *env, TSNode node) {
  jobject to = (*env)->AllocObject(env, classes.node);
  if (!to) {
    return NULL;
  }
  for (int i = 0; i < 4; i++) {
    (*env)->SetIntField(env, to, fields.context[i], (jint)node.context[i]);
  }
  (*env)->SetLongField(env, to, fields.id, ADDRESS(node.id));
  (*env)->SetLongField(env, to, fields.tree, ADDRESS(node.tree));
  return to;
}

static jobject java_point(JNIEnv *env, TSPoint point) {
  jobject to = (*env)->AllocObject(env, classes.point);
  if (to) {
    (*env)->SetIntField(env, to, fields.row, (jint)point.row);
    (*env)->SetIntField(env, to, fields.column, (jint)point.column);
  }
  return to;
}

static jstring java_string(JNIEnv *env, const char *text) {
  return text ? (*env)->NewStringUTF(env, text) : NULL;
}

/* ---- Parser ---- */

typedef struct {
  JNIEnv *env;
  jobject reader;
  jbyteArray buffer;
  jobject progress;
  char *bytes;
  jsize capacity;
} Parse;

static const char *read_java(void *payload, uint32_t at, TSPoint position, uint32_t *length) {
  Parse *parse = payload;
  JNIEnv *env = parse->env;
  *length = 0;
  if ((*env)->ExceptionCheck(env)) {
    return "";
  }
  jobject point = java_point(env, position);
  if (!point) {
    return "";
  }
  jint count =
      (*env)->CallIntMethod(env, parse->reader, methods.read, parse->buffer, (jint)at, point);
  (*env)->DeleteLocalRef(env, point);
  if ((*env)->ExceptionCheck(env) || count <= 0) {
    return "";
  }
  count = count > parse->capacity ? parse->capacity : count;
  (*env)->GetByteArrayRegion(env, parse->buffer, 0, count, (jbyte *)parse->bytes);
  *length = (uint32_t)count;
  return parse->bytes;
}

static bool java_parse_progress(TSParseState *state) {
  Parse *parse = state->payload;
  JNIEnv *env = parse->env;
  if ((*env)->ExceptionCheck(env)) {
    return true;
  }
  jobject told = (*env)->AllocObject(env, classes.parse_state);
  if (!told) {
    return true;
  }
  (*env)->SetIntField(env, told, fields.parse_byte, (jint)state->current_byte_offset);
  (*env)->SetBooleanField(env, told, fields.parse_error, state->has_error);
  jboolean ends = (*env)->CallBooleanMethod(env, parse->progress, methods.parse_progress, told);
  (*env)->DeleteLocalRef(env, told);
  return ends || (*env)->ExceptionCheck(env);
}

NATIVE(jlong, ts_1parser_1new)(JNIEnv *env, jclass type) { return ADDRESS(ts_parser_new()); }

NATIVE(void, ts_1parser_1delete)(JNIEnv *env, jclass type, jlong parser) {
  ts_parser_delete(POINTER(TSParser *, parser));
}

/* No logger can be set. */
NATIVE(void, free_1logger)(JNIEnv *env, jclass type, jlong parser) {}

NATIVE(jboolean, ts_1parser_1set_1language)
(JNIEnv *env, jclass type, jlong parser, jlong language) {
  return ts_parser_set_language(POINTER(TSParser *, parser), POINTER(TSLanguage *, language));
}

NATIVE(void, ts_1parser_1reset)(JNIEnv *env, jclass type, jlong parser) {
  ts_parser_reset(POINTER(TSParser *, parser));
}

NATIVE(jlong, ts_1parser_1parse_1with_1options)
(JNIEnv *env, jclass type, jlong parser, jlong old_tree, jbyteArray buffer, jobject reader,
 jint encoding, jobject progress) {
  jsize capacity = (*env)->GetArrayLength(env, buffer);
  char *bytes = malloc(capacity > 0 ? (size_t)capacity : 1);
  if (!bytes) {
    return 0;
  }
  Parse parse = {env, reader, buffer, progress, bytes, capacity};
  TSInput input = {&parse, read_java, (TSInputEncoding)encoding, NULL};
  TSParseOptions options = {&parse, progress ? java_parse_progress : NULL};
  TSTree *tree = ts_parser_parse_with_options(
      POINTER(TSParser *, parser), POINTER(TSTree *, old_tree), input, options);
  free(bytes);
  return ADDRESS(tree);
}

/* ---- Tree and node ---- */

NATIVE(void, ts_1tree_1delete)(JNIEnv *env, jclass type, jlong tree) {
  ts_tree_delete(POINTER(TSTree *, tree));
}

NATIVE(jobject, ts_1tree_1root_1node)(JNIEnv *env, jclass type, jlong tree) {
  return java_node(env, ts_tree_root_node(POINTER(TSTree *, tree)));
}

#define OF_NODE(type, name, expression)                                    \
  NATIVE(type, ts_1node_1##name)(JNIEnv * env, jclass class, jobject of) { \
    TSNode node = node_of(env, of);                                        \
    return expression;                                                     \
  }

OF_NODE(jboolean, is_1null, ts_node_is_null(node))
OF_NODE(jboolean, is_1named, ts_node_is_named(node))
OF_NODE(jboolean, is_1missing, ts_node_is_missing(node))
OF_NODE(jboolean, is_1extra, ts_node_is_extra(node))
OF_NODE(jboolean, is_1error, ts_node_is_error(node))
OF_NODE(jboolean, has_1error, ts_node_has_error(node))
OF_NODE(jint, symbol, ts_node_symbol(node))
OF_NODE(jint, start_1byte, (jint)ts_node_start_byte(node))
OF_NODE(jint, end_1byte, (jint)ts_node_end_byte(node))
OF_NODE(jint, child_1count, (jint)ts_node_child_count(node))
OF_NODE(jint, named_1child_1count, (jint)ts_node_named_child_count(node))
OF_NODE(jobject, start_1point, java_point(env, ts_node_start_point(node)))
OF_NODE(jobject, end_1point, java_point(env, ts_node_end_point(node)))
OF_NODE(jobject, parent, java_node(env, ts_node_parent(node)))
OF_NODE(jstring, type, java_string(env, ts_node_type(node)))

NATIVE(jobject, ts_1node_1child)(JNIEnv *env, jclass type, jobject of, jint index) {
  return java_node(env, ts_node_child(node_of(env, of), (uint32_t)index));
}

NATIVE(jobject, ts_1node_1named_1child)(JNIEnv *env, jclass type, jobject of, jint index) {
  return java_node(env, ts_node_named_child(node_of(env, of), (uint32_t)index));
}

NATIVE(jstring, ts_1node_1string)(JNIEnv *env, jclass type, jobject of) {
  char *text = ts_node_string(node_of(env, of));
  jstring result = java_string(env, text);
  free(text);
  return result;
}

/* ---- Language ---- */

NATIVE(jlong, ts_1language_1copy)(JNIEnv *env, jclass type, jlong language) {
  return ADDRESS(ts_language_copy(POINTER(TSLanguage *, language)));
}

NATIVE(void, ts_1language_1delete)(JNIEnv *env, jclass type, jlong language) {
  ts_language_delete(POINTER(TSLanguage *, language));
}

NATIVE(jint, ts_1language_1abi_1version)(JNIEnv *env, jclass type, jlong language) {
  return (jint)ts_language_abi_version(POINTER(TSLanguage *, language));
}

NATIVE(jint, ts_1language_1state_1count)(JNIEnv *env, jclass type, jlong language) {
  return (jint)ts_language_state_count(POINTER(TSLanguage *, language));
}

NATIVE(jint, ts_1language_1symbol_1count)(JNIEnv *env, jclass type, jlong language) {
  return (jint)ts_language_symbol_count(POINTER(TSLanguage *, language));
}

NATIVE(jstring, ts_1language_1symbol_1name)(JNIEnv *env, jclass type, jlong language, jint id) {
  return java_string(env, ts_language_symbol_name(POINTER(TSLanguage *, language), (TSSymbol)id));
}

NATIVE(jint, ts_1language_1field_1count)(JNIEnv *env, jclass type, jlong language) {
  return (jint)ts_language_field_count(POINTER(TSLanguage *, language));
}

NATIVE(jstring, ts_1language_1field_1name_1for_1id)
(JNIEnv *env, jclass type, jlong language, jint id) {
  return java_string(
      env, ts_language_field_name_for_id(POINTER(TSLanguage *, language), (TSFieldId)id));
}

/* ---- Query ---- */

static void throw_query_error(JNIEnv *env, TSQueryError error, uint32_t offset) {
  static const char *const KINDS[] = {
      "no error", "syntax", "no such node type", "no such field", "no such capture",
      "impossible structure", "language version"};
  char message[128];
  snprintf(
      message, sizeof(message), "Invalid query: %s at offset %u", KINDS[error <= 6 ? error : 0],
      offset);
  jclass thrown = (*env)->FindClass(env, "org/treesitter/TSQueryException");
  if (thrown) {
    (*env)->ThrowNew(env, thrown, message);
  }
}

NATIVE(jlong, ts_1query_1new)(JNIEnv *env, jclass type, jlong language, jstring source) {
  const char *text = (*env)->GetStringUTFChars(env, source, NULL);
  if (!text) {
    return 0;
  }
  uint32_t length = (uint32_t)(*env)->GetStringUTFLength(env, source);
  uint32_t offset = 0;
  TSQueryError error = TSQueryErrorNone;
  TSQuery *query = ts_query_new(POINTER(TSLanguage *, language), text, length, &offset, &error);
  (*env)->ReleaseStringUTFChars(env, source, text);
  if (!query) {
    throw_query_error(env, error, offset);
  }
  return ADDRESS(query);
}

NATIVE(void, ts_1query_1delete)(JNIEnv *env, jclass type, jlong query) {
  ts_query_delete(POINTER(TSQuery *, query));
}

NATIVE(jint, ts_1query_1pattern_1count)(JNIEnv *env, jclass type, jlong query) {
  return (jint)ts_query_pattern_count(POINTER(TSQuery *, query));
}

NATIVE(jint, ts_1query_1capture_1count)(JNIEnv *env, jclass type, jlong query) {
  return (jint)ts_query_capture_count(POINTER(TSQuery *, query));
}

NATIVE(jint, ts_1query_1string_1count)(JNIEnv *env, jclass type, jlong query) {
  return (jint)ts_query_string_count(POINTER(TSQuery *, query));
}

NATIVE(jstring, ts_1query_1capture_1name_1for_1id)
(JNIEnv *env, jclass type, jlong query, jint id) {
  uint32_t length;
  return java_string(
      env, ts_query_capture_name_for_id(POINTER(TSQuery *, query), (uint32_t)id, &length));
}

NATIVE(jstring, ts_1query_1string_1value_1for_1id)
(JNIEnv *env, jclass type, jlong query, jint id) {
  uint32_t length;
  return java_string(
      env, ts_query_string_value_for_id(POINTER(TSQuery *, query), (uint32_t)id, &length));
}

NATIVE(jobjectArray, ts_1query_1predicates_1for_1pattern)
(JNIEnv *env, jclass type, jlong query, jint pattern) {
  uint32_t count = 0;
  const TSQueryPredicateStep *steps =
      ts_query_predicates_for_pattern(POINTER(TSQuery *, query), (uint32_t)pattern, &count);
  jobjectArray result = (*env)->NewObjectArray(env, (jsize)count, classes.step, NULL);
  for (uint32_t i = 0; result && i < count; i++) {
    jobject step = (*env)->AllocObject(env, classes.step);
    if (!step) {
      return NULL;
    }
    jfieldID kind = steps[i].type == TSQueryPredicateStepTypeDone      ? fields.step_done
                    : steps[i].type == TSQueryPredicateStepTypeCapture ? fields.step_capture
                                                                       : fields.step_string;
    jobject constant = (*env)->GetStaticObjectField(env, classes.step_type, kind);
    (*env)->SetObjectField(env, step, fields.step_type, constant);
    (*env)->SetIntField(env, step, fields.step_value, (jint)steps[i].value_id);
    (*env)->SetObjectArrayElement(env, result, (jsize)i, step);
    (*env)->DeleteLocalRef(env, constant);
    (*env)->DeleteLocalRef(env, step);
  }
  return result;
}

/* ---- Query cursor ---- */

/* What a cursor's progress callback needs; lives as long as the cursor, since matches come later. */
typedef struct {
  jobject progress;
  TSQueryCursorOptions options;
} Querying;

static bool java_query_progress(TSQueryCursorState *state) {
  Querying *querying = state->payload;
  JNIEnv *env;
  if (!querying->progress || (*vm)->GetEnv(vm, (void **)&env, JNI_VERSION_1_8) != JNI_OK) {
    return false;
  }
  if ((*env)->ExceptionCheck(env)) {
    return true;
  }
  jobject told = (*env)->AllocObject(env, classes.query_state);
  if (!told) {
    return true;
  }
  (*env)->SetIntField(env, told, fields.query_byte, (jint)state->current_byte_offset);
  jboolean ends = (*env)->CallBooleanMethod(env, querying->progress, methods.query_progress, told);
  (*env)->DeleteLocalRef(env, told);
  return ends || (*env)->ExceptionCheck(env);
}

NATIVE(jlong, ts_1query_1cursor_1new)(JNIEnv *env, jclass type) {
  return ADDRESS(ts_query_cursor_new());
}

NATIVE(void, ts_1query_1cursor_1delete)(JNIEnv *env, jclass type, jlong cursor) {
  ts_query_cursor_delete(POINTER(TSQueryCursor *, cursor));
}

NATIVE(void, ts_1query_1cursor_1set_1match_1limit)
(JNIEnv *env, jclass type, jlong cursor, jint limit) {
  ts_query_cursor_set_match_limit(POINTER(TSQueryCursor *, cursor), (uint32_t)limit);
}

NATIVE(jlong, ts_1query_1cursor_1options_1new)(JNIEnv *env, jclass type) {
  return ADDRESS(calloc(1, sizeof(Querying)));
}

NATIVE(void, ts_1query_1cursor_1options_1delete)(JNIEnv *env, jclass type, jlong options) {
  Querying *querying = POINTER(Querying *, options);
  if (querying && querying->progress) {
    (*env)->DeleteGlobalRef(env, querying->progress);
  }
  free(querying);
}

NATIVE(void, ts_1query_1cursor_1exec)
(JNIEnv *env, jclass type, jlong cursor, jlong query, jobject node) {
  ts_query_cursor_exec(
      POINTER(TSQueryCursor *, cursor), POINTER(TSQuery *, query), node_of(env, node));
}

NATIVE(void, ts_1query_1cursor_1exec_1with_1options)
(JNIEnv *env, jclass type, jlong cursor, jlong query, jobject node, jobject progress,
 jlong options) {
  Querying *querying = POINTER(Querying *, options);
  if (!querying || !progress) {
    Java_org_treesitter_TSParser_ts_1query_1cursor_1exec(env, type, cursor, query, node);
    return;
  }
  if (querying->progress) {
    (*env)->DeleteGlobalRef(env, querying->progress);
  }
  querying->progress = (*env)->NewGlobalRef(env, progress);
  querying->options = (TSQueryCursorOptions){querying, java_query_progress};
  ts_query_cursor_exec_with_options(
      POINTER(TSQueryCursor *, cursor), POINTER(TSQuery *, query), node_of(env, node),
      &querying->options);
}

NATIVE(jboolean, ts_1query_1cursor_1next_1match)
(JNIEnv *env, jclass type, jlong cursor, jobject to) {
  TSQueryMatch match;
  if (!ts_query_cursor_next_match(POINTER(TSQueryCursor *, cursor), &match)) {
    return JNI_FALSE;
  }
  jobjectArray captures =
      (*env)->NewObjectArray(env, match.capture_count, classes.capture, NULL);
  if (!captures) {
    return JNI_FALSE;
  }
  for (uint16_t i = 0; i < match.capture_count; i++) {
    jobject capture = (*env)->AllocObject(env, classes.capture);
    jobject node = capture ? java_node(env, match.captures[i].node) : NULL;
    if (!node) {
      return JNI_FALSE;
    }
    (*env)->SetObjectField(env, capture, fields.capture_node, node);
    (*env)->SetIntField(env, capture, fields.capture_index, (jint)match.captures[i].index);
    (*env)->SetObjectArrayElement(env, captures, i, capture);
    (*env)->DeleteLocalRef(env, node);
    (*env)->DeleteLocalRef(env, capture);
  }
  (*env)->SetIntField(env, to, fields.match_id, (jint)match.id);
  (*env)->SetIntField(env, to, fields.match_pattern, match.pattern_index);
  (*env)->SetObjectField(env, to, fields.match_captures, captures);
  return JNI_TRUE;
}
