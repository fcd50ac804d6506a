/*
 * The native side of dev.codeintel.parsing.treesitter.BulkParser: a file's bytes in, all captures
 * of a query out, in one call.
 *
 * A worker is what one thread reuses from file to file; it must not be used by two threads at once.
 */
#include <jni.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#ifdef _WIN32
#include <windows.h>
#else
#include <time.h>
#endif

#include "grammars.h"
#include "tree_sitter/api.h"

#define PARSED 0
#define PARSED_WITH_ERRORS 1
#define TIMED_OUT 2

/* What a usual file needs is kept; beyond this, memory is given back after the file. */
#define KEPT_TEXT_BYTES (1 << 22)
#define KEPT_CAPTURE_INTS (1 << 20)

/* tree-sitter asks every few microseconds; reading the clock costs about half of one. */
#define CALLS_BETWEEN_LOOKS 64

/*
 * Open matches at a time. tree-sitter 0.26.6 numbers their lists of captures with 16 bits and writes
 * to the wrong one, or to none, beyond that; its own default has no limit. As in TagQuery.
 */
#define MAX_OPEN_MATCHES 65534

#define MAX_INTS (INT32_MAX - 8)

typedef struct {
  TSParser *parser;
  TSQueryCursor *cursor;
  char *text;
  uint32_t text_capacity;
  uint32_t text_length;
  int32_t *ints;
  uint32_t int_capacity;
  uint32_t int_count;
} Worker;

typedef struct {
  uint64_t end_nanos;
  uint32_t calls;
  bool is_past;
} Deadline;

/* CPU time of the calling thread. */
static uint64_t cpu_nanos(void) {
#ifdef _WIN32
  FILETIME created, ended, kernel, user;
  if (!GetThreadTimes(GetCurrentThread(), &created, &ended, &kernel, &user)) {
    return 0;
  }
  uint64_t in_kernel = ((uint64_t)kernel.dwHighDateTime << 32) | kernel.dwLowDateTime;
  uint64_t in_user = ((uint64_t)user.dwHighDateTime << 32) | user.dwLowDateTime;
  return (in_kernel + in_user) * 100;
#else
  struct timespec now;
  if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) != 0) {
    return 0;
  }
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
#endif
}

static bool is_past(Deadline *deadline) {
  if (++deadline->calls % CALLS_BETWEEN_LOOKS == 0) {
    deadline->is_past = cpu_nanos() > deadline->end_nanos;
  }
  return deadline->is_past;
}

static bool parse_progress(TSParseState *state) { return is_past(state->payload); }

static bool query_progress(TSQueryCursorState *state) { return is_past(state->payload); }

static const char *read_text(void *payload, uint32_t at, TSPoint position, uint32_t *length) {
  (void)position;
  const Worker *worker = payload;
  if (at >= worker->text_length) {
    *length = 0;
    return "";
  }
  *length = worker->text_length - at;
  return worker->text + at;
}

static void throw_new(JNIEnv *env, const char *class_name, const char *message) {
  jclass thrown = (*env)->FindClass(env, class_name);
  if (thrown) {
    (*env)->ThrowNew(env, thrown, message);
  }
}

static void throw_out_of_memory(JNIEnv *env) {
  throw_new(env, "java/lang/OutOfMemoryError", "native memory for parsing");
}

static bool reserve_text(Worker *worker, uint32_t length) {
  if (length <= worker->text_capacity) {
    return true;
  }
  uint32_t capacity = length < (1 << 16) ? 1 << 16 : length;
  char *text = malloc(capacity);
  if (!text) {
    return false;
  }
  free(worker->text);
  worker->text = text;
  worker->text_capacity = capacity;
  return true;
}

static bool reserve_ints(Worker *worker, uint64_t more) {
  uint64_t needed = worker->int_count + more;
  if (needed <= worker->int_capacity) {
    return true;
  }
  if (needed > MAX_INTS) {
    return false;
  }
  uint64_t capacity = worker->int_capacity < (1 << 14) ? 1 << 14 : worker->int_capacity;
  while (capacity < needed) {
    capacity *= 2;
  }
  if (capacity > MAX_INTS) {
    capacity = MAX_INTS;
  }
  int32_t *ints = realloc(worker->ints, capacity * sizeof(int32_t));
  if (!ints) {
    return false;
  }
  worker->ints = ints;
  worker->int_capacity = (uint32_t)capacity;
  return true;
}

static TSQueryCursor *new_cursor(void) {
  TSQueryCursor *cursor = ts_query_cursor_new();
  ts_query_cursor_set_match_limit(cursor, MAX_OPEN_MATCHES);
  return cursor;
}

/* Gives back what an unusually large file made grow. */
static void shrink(Worker *worker) {
  if (worker->text_length > KEPT_TEXT_BYTES) {
    ts_parser_delete(worker->parser);
    worker->parser = ts_parser_new();
    ts_query_cursor_delete(worker->cursor);
    worker->cursor = new_cursor();
  }
  if (worker->text_capacity > KEPT_TEXT_BYTES) {
    free(worker->text);
    worker->text = NULL;
    worker->text_capacity = 0;
  }
  if (worker->int_capacity > KEPT_CAPTURE_INTS) {
    free(worker->ints);
    worker->ints = NULL;
    worker->int_capacity = 0;
  }
  worker->text_length = 0;
  worker->int_count = 0;
}

/* Parses the worker's text and collects all matches. Returns false if memory did not suffice. */
static bool collect(Worker *worker, const TSQuery *query, uint64_t limit_nanos) {
  worker->int_count = 0;
  if (!reserve_ints(worker, 1)) {
    return false;
  }
  worker->ints[worker->int_count++] = TIMED_OUT;
  uint64_t now = cpu_nanos();
  Deadline deadline = {limit_nanos > UINT64_MAX - now ? UINT64_MAX : now + limit_nanos, 0, false};

  TSInput input = {worker, read_text, TSInputEncodingUTF8, NULL};
  TSParseOptions parse_options = {&deadline, parse_progress};
  TSTree *tree = ts_parser_parse_with_options(worker->parser, NULL, input, parse_options);
  if (!tree) {
    ts_parser_reset(worker->parser);
    return true;
  }

  TSNode root = ts_tree_root_node(tree);
  TSQueryCursorOptions query_options = {&deadline, query_progress};
  ts_query_cursor_exec_with_options(worker->cursor, query, root, &query_options);
  TSQueryMatch match;
  bool suffices = true;
  while (ts_query_cursor_next_match(worker->cursor, &match)) {
    suffices = reserve_ints(worker, 2 + 3 * (uint64_t)match.capture_count);
    if (!suffices) {
      break;
    }
    int32_t *to = worker->ints + worker->int_count;
    *to++ = match.pattern_index;
    *to++ = match.capture_count;
    for (uint16_t i = 0; i < match.capture_count; i++) {
      TSNode node = match.captures[i].node;
      *to++ = (int32_t)match.captures[i].index;
      *to++ = (int32_t)ts_node_start_byte(node);
      *to++ = (int32_t)ts_node_end_byte(node);
    }
    worker->int_count = (uint32_t)(to - worker->ints);
  }
  if (deadline.is_past) {
    worker->int_count = 1;
  } else {
    worker->ints[0] = ts_node_has_error(root) ? PARSED_WITH_ERRORS : PARSED;
  }
  ts_tree_delete(tree);
  return suffices;
}

static void destroy(Worker *worker) {
  if (worker->cursor) {
    ts_query_cursor_delete(worker->cursor);
  }
  if (worker->parser) {
    ts_parser_delete(worker->parser);
  }
  free(worker->text);
  free(worker->ints);
  free(worker);
}

JNIEXPORT jlong JNICALL Java_dev_codeintel_parsing_treesitter_BulkParser_create(
    JNIEnv *env, jclass type) {
  (void)type;
  Worker *worker = calloc(1, sizeof(Worker));
  if (!worker) {
    throw_out_of_memory(env);
    return 0;
  }
  worker->parser = ts_parser_new();
  worker->cursor = new_cursor();
  return (jlong)(intptr_t)worker;
}

JNIEXPORT void JNICALL Java_dev_codeintel_parsing_treesitter_BulkParser_destroy(
    JNIEnv *env, jclass type, jlong worker) {
  (void)env;
  (void)type;
  destroy((Worker *)(intptr_t)worker);
}

JNIEXPORT jintArray JNICALL Java_dev_codeintel_parsing_treesitter_BulkParser_captures(
    JNIEnv *env, jclass type, jlong worker_address, jlong language, jlong query, jbyteArray utf8,
    jlong limit_nanos) {
  (void)type;
  Worker *worker = (Worker *)(intptr_t)worker_address;
  if (!ts_parser_set_language(worker->parser, (const TSLanguage *)(intptr_t)language)) {
    throw_new(env, "java/lang/IllegalArgumentException", "the grammar's version does not fit");
    return NULL;
  }
  uint32_t length = (uint32_t)(*env)->GetArrayLength(env, utf8);
  if (!reserve_text(worker, length)) {
    throw_out_of_memory(env);
    return NULL;
  }
  worker->text_length = length;
  /* A copy, not a critical section: parsing takes milliseconds, and no collection must wait. */
  (*env)->GetByteArrayRegion(env, utf8, 0, (jsize)length, (jbyte *)worker->text);

  jintArray result = NULL;
  if (!collect(
          worker,
          (const TSQuery *)(intptr_t)query,
          limit_nanos < 0 ? 0 : (uint64_t)limit_nanos)) {
    throw_out_of_memory(env);
  } else {
    result = (*env)->NewIntArray(env, (jsize)worker->int_count);
    if (result) {
      (*env)->SetIntArrayRegion(
          env, result, 0, (jsize)worker->int_count, (const jint *)worker->ints);
    }
  }
  shrink(worker);
  return result;
}

JNIEXPORT jlong JNICALL Java_dev_codeintel_parsing_treesitter_BulkParser_grammar(
    JNIEnv *env, jclass type, jstring id) {
  (void)type;
  char name[64];
  jsize length = (*env)->GetStringUTFLength(env, id);
  if (length >= (jsize)sizeof(name)) {
    return 0;
  }
  (*env)->GetStringUTFRegion(env, id, 0, (*env)->GetStringLength(env, id), name);
  name[length] = '\0';
  for (size_t i = 0; i < sizeof(GRAMMARS) / sizeof(GRAMMARS[0]); i++) {
    if (strcmp(GRAMMARS[i].id, name) == 0) {
      return (jlong)(intptr_t)GRAMMARS[i].language();
    }
  }
  return 0;
}
