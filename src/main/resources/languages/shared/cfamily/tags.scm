; What C and C++ share. Node names of tree-sitter-c 0.24.1 and tree-sitter-cpp 0.23.4.

(comment) @comment
(preproc_include path: (_) @module) @import

; types
(struct_specifier name: (type_identifier) @name body: (_) @body) @definition.struct
(union_specifier name: (type_identifier) @name body: (_) @body) @definition.struct
(enum_specifier name: (type_identifier) @name body: (_) @body) @definition.enum
(enumerator name: (identifier) @name value: (_)? @value) @definition.constant
(type_definition type: (struct_specifier !name body: (_) @body) declarator: (type_identifier) @name) @definition.struct
(type_definition type: (union_specifier !name body: (_) @body) declarator: (type_identifier) @name) @definition.struct
(type_definition type: (enum_specifier !name body: (_) @body) declarator: (type_identifier) @name) @definition.enum
(type_definition type: [(struct_specifier name: (_) @type body: (_)) (union_specifier name: (_) @type body: (_)) (enum_specifier name: (_) @type body: (_))] declarator: (type_identifier) @name @definition.type)
(type_definition type: (_) @type declarator: (type_identifier) @name) @definition.type
(type_definition type: (_) @type declarator: (pointer_declarator declarator: (type_identifier) @name)) @definition.type
(type_definition type: (_) @type declarator: (array_declarator declarator: (type_identifier) @name)) @definition.type
(type_definition type: (_) @type declarator: (function_declarator declarator: [(type_identifier) @name (parenthesized_declarator (pointer_declarator declarator: (type_identifier) @name))])) @definition.type

; macros
(preproc_def name: (identifier) @name) @definition.macro
(preproc_function_def name: (identifier) @name parameters: (_)) @definition.macro
(preproc_params (identifier) @name @parameter)

; functions; the innermost declarator has the name
(function_definition type: (_)? @type declarator: (function_declarator declarator: (identifier) @name) body: (_) @body) @definition.function
(function_definition type: (_) @type declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @name)) body: (_) @body) @definition.function
(function_definition type: (_) @type declarator: (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))) body: (_) @body) @definition.function
(declaration type: (_) @type declarator: (function_declarator declarator: (identifier) @name)) @definition.function
(declaration type: (_) @type declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))) @definition.function
(declaration type: (_) @type declarator: (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @name)))) @definition.function

; fields
(field_declaration type: (_) @type declarator: (field_identifier) @name) @definition.field
(field_declaration type: (_) @type declarator: (array_declarator declarator: (field_identifier) @name)) @definition.field
(field_declaration type: (_) @type declarator: (pointer_declarator declarator: [(field_identifier) @name (array_declarator declarator: (field_identifier) @name) (pointer_declarator declarator: (field_identifier) @name)])) @definition.field
(field_declaration type: (_) @type declarator: (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (field_identifier) @name)))) @definition.field

; variables; inside a function they are its locals
(declaration type: (_) @type declarator: (identifier) @name) @definition.variable
(declaration type: (_) @type declarator: (array_declarator declarator: (identifier) @name)) @definition.variable
(declaration type: (_) @type declarator: (pointer_declarator declarator: [(identifier) @name (array_declarator declarator: (identifier) @name) (pointer_declarator declarator: (identifier) @name)])) @definition.variable
(declaration type: (_) @type declarator: (init_declarator declarator: (identifier) @name value: (_) @value)) @definition.variable
(declaration type: (_) @type declarator: (init_declarator declarator: (array_declarator declarator: [(identifier) @name (array_declarator declarator: (identifier) @name)]) value: (_) @value)) @definition.variable
(declaration type: (_) @type declarator: (init_declarator declarator: (pointer_declarator declarator: [(identifier) @name (array_declarator declarator: (identifier) @name) (pointer_declarator declarator: (identifier) @name)]) value: (_) @value)) @definition.variable
(declaration type: (_) @type declarator: (init_declarator declarator: (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @name))) value: (_) @value)) @definition.variable
(declaration type: (_) @type declarator: (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @name)))) @definition.variable

; parameters; those of a pointer to a function are nobody's
(parameter_declaration declarator: (function_declarator parameters: (parameter_list) @scope))
(field_declaration declarator: (function_declarator declarator: (parenthesized_declarator) parameters: (parameter_list) @scope))
(parameter_list (parameter_declaration type: (_) @type declarator: (identifier) @name) @parameter)
(parameter_list (parameter_declaration type: (_) @type declarator: (array_declarator declarator: (identifier) @name)) @parameter)
(parameter_list (parameter_declaration type: (_) @type declarator: (pointer_declarator declarator: [(identifier) @name (array_declarator declarator: (identifier) @name) (pointer_declarator declarator: (identifier) @name)])) @parameter)
(parameter_list (parameter_declaration type: (_) @type declarator: (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @name)))) @parameter)
(parameter_list (parameter_declaration type: (_) @type declarator: [(abstract_pointer_declarator) (abstract_array_declarator)]) @parameter)
(parameter_list (parameter_declaration type: [(type_identifier) (struct_specifier) (sized_type_specifier)] @type !declarator) @parameter)

; scopes
(compound_statement) @scope
(for_statement) @scope
(switch_statement) @scope

; uses
(call_expression function: (identifier) @name arguments: (argument_list) @arguments) @reference.call
(call_expression function: (field_expression argument: (_) @receiver field: (field_identifier) @name) arguments: (argument_list) @arguments) @reference.call
(call_expression function: (parenthesized_expression (pointer_expression argument: (identifier) @name)) arguments: (argument_list) @arguments) @reference.call
(struct_specifier name: (type_identifier) @name !body) @reference.type
(union_specifier name: (type_identifier) @name !body) @reference.type
(enum_specifier name: (type_identifier) @name !body) @reference.type
(type_identifier) @reference.type
(field_designator (field_identifier) @name) @reference.write
(assignment_expression left: (identifier) @name @reference.write)
(assignment_expression left: (field_expression argument: (_) @receiver field: (field_identifier) @name) @reference.write)
(update_expression argument: (identifier) @name @reference.write)
(update_expression argument: (field_expression argument: (_) @receiver field: (field_identifier) @name) @reference.write)
(field_expression argument: (_) @receiver field: (field_identifier) @name) @reference.read
(preproc_ifdef name: (identifier) @name) @reference.read
(identifier) @reference.read

; expressions with an evident type
(string_literal) @literal.string
(concatenated_string) @literal.string
(number_literal) @literal.integer
(char_literal) @literal.character
(true) @literal.boolean
(false) @literal.boolean
(null) @literal.null
(cast_expression type: (_) @type) @cast
(compound_literal_expression type: (_) @type) @cast
(pointer_expression argument: (_) @inner) @transparent
(parenthesized_expression (_) @inner) @transparent

; arguments
(argument_list (comment) @ignored)
(argument_list (_) @argument)
