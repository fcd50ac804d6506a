/* The grammars in the library, by the id of their language (dev.codeintel…Grammar). */
#ifndef CODE_INTEL_GRAMMARS_H
#define CODE_INTEL_GRAMMARS_H

#include "tree_sitter/api.h"

const TSLanguage *tree_sitter_bash(void);
const TSLanguage *tree_sitter_c(void);
const TSLanguage *tree_sitter_cpp(void);
const TSLanguage *tree_sitter_c_sharp(void);
const TSLanguage *tree_sitter_go(void);
const TSLanguage *tree_sitter_java(void);
const TSLanguage *tree_sitter_javascript(void);
const TSLanguage *tree_sitter_kotlin(void);
const TSLanguage *tree_sitter_php(void);
const TSLanguage *tree_sitter_python(void);
const TSLanguage *tree_sitter_ruby(void);
const TSLanguage *tree_sitter_rust(void);
const TSLanguage *tree_sitter_scala(void);
const TSLanguage *tree_sitter_tsx(void);
const TSLanguage *tree_sitter_typescript(void);

static const struct {
  const char *id;
  const TSLanguage *(*language)(void);
} GRAMMARS[] = {
    {"bash", tree_sitter_bash},
    {"c", tree_sitter_c},
    {"cpp", tree_sitter_cpp},
    {"csharp", tree_sitter_c_sharp},
    {"go", tree_sitter_go},
    {"java", tree_sitter_java},
    {"javascript", tree_sitter_javascript},
    {"kotlin", tree_sitter_kotlin},
    {"php", tree_sitter_php},
    {"python", tree_sitter_python},
    {"ruby", tree_sitter_ruby},
    {"rust", tree_sitter_rust},
    {"scala", tree_sitter_scala},
    {"tsx", tree_sitter_tsx},
    {"typescript", tree_sitter_typescript},
};

#endif
