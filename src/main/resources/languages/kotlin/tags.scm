; Kotlin. Node names of tree-sitter-kotlin 0.3.8.1, which has no fields.

(package_header (identifier) @name) @package
(line_comment) @comment
(multiline_comment) @comment

; imports
(import_header (identifier) @module (wildcard_import)) @import.all
(import_header (identifier) @module (import_alias (type_identifier) @alias)) @import.path
(import_header (identifier) @module) @import.path

; types
(class_declaration "interface" (type_identifier) @name (class_body)? @body) @definition.interface
(class_declaration "enum" (type_identifier) @name (enum_class_body)? @body) @definition.enum
(class_declaration "class" (type_identifier) @name (class_body)? @body) @definition.class
(object_declaration (type_identifier) @name (class_body)? @body) @definition.class
(companion_object (type_identifier) @name (class_body)? @body) @definition.class
(type_alias (type_identifier) @name (_) @type) @definition.type
(enum_entry (simple_identifier) @name) @definition.constant
(type_parameter (type_identifier) @name (_)? @type) @typeparameter
(class_parameter (binding_pattern_kind) (simple_identifier) @name . (_) @type) @definition.property

; members and functions; the type before a name is what an extension belongs to
(function_declaration (user_type . (type_identifier) @owner) . (simple_identifier) @name (function_value_parameters) . [(user_type) (nullable_type)] @type (function_body)? @body) @definition.method
(function_declaration (user_type . (type_identifier) @owner) . (simple_identifier) @name (function_body)? @body) @definition.method
(function_declaration (simple_identifier) @name (function_value_parameters) . [(user_type) (nullable_type) (function_type)] @type (function_body)? @body) @definition.function
(function_declaration (simple_identifier) @name (function_body)? @body) @definition.function
(secondary_constructor "constructor" @name) @definition.constructor
(property_declaration (variable_declaration (simple_identifier) @name [(user_type) (nullable_type) (function_type)] @type) "=" . (_) @value) @definition.variable
(property_declaration (variable_declaration (simple_identifier) @name [(user_type) (nullable_type) (function_type)] @type)) @definition.variable
(property_declaration (variable_declaration . (simple_identifier) @name .) "=" . (_) @value) @definition.variable
(property_declaration (variable_declaration . (simple_identifier) @name)) @definition.variable

; parameters and locals
(function_value_parameters (parameter_modifiers (parameter_modifier "vararg")) . (parameter (simple_identifier) @name (_) @type) @parameter.variadic)
(function_value_parameters (parameter (simple_identifier) @name (_) @type) "=" . (_) @value) @parameter.optional
(function_value_parameters (parameter (simple_identifier) @name (_) @type) @parameter)
(primary_constructor (class_parameter (simple_identifier) @name . (_) @type) @local)
(multi_variable_declaration (variable_declaration (simple_identifier) @name) @local)
(for_statement (variable_declaration . (simple_identifier) @name .) . (_) @value) @local.element
(lambda_parameters (variable_declaration (simple_identifier) @name (_)? @type) @local)
(catch_block (simple_identifier) @name (user_type) @type) @local

; scopes
(statements) @scope
(lambda_literal) @scope
(for_statement) @scope
(catch_block) @scope
(when_entry) @scope
(getter) @scope
(setter) @scope
(object_literal) @scope

; uses
(delegation_specifier (constructor_invocation (user_type (type_identifier) @name)) @reference.extension)
(class_declaration "interface" (delegation_specifier (user_type (type_identifier) @name) @reference.extension))
(delegation_specifier (user_type (type_identifier) @name) @reference.implementation)
(delegation_specifier (explicit_delegation (user_type (type_identifier) @name)) @reference.implementation)
(annotation (user_type (type_identifier) @name)) @reference.annotation
(annotation (constructor_invocation (user_type (type_identifier) @name))) @reference.annotation
(call_expression . (simple_identifier) @name (call_suffix (annotated_lambda))) @reference.call
(call_expression . (navigation_expression . (_) @receiver (navigation_suffix (simple_identifier) @name)) (call_suffix (annotated_lambda))) @reference.call
(call_expression . (simple_identifier) @name (call_suffix (value_arguments) @arguments)) @reference.call
(call_expression . (navigation_expression . (_) @receiver (navigation_suffix (simple_identifier) @name)) (call_suffix (value_arguments) @arguments)) @reference.call
(callable_reference (simple_identifier) @name) @reference.method_reference
(type_identifier) @reference.type
(assignment (directly_assignable_expression . (simple_identifier) @name .) @reference.write)
(assignment (directly_assignable_expression . (_) @receiver (navigation_suffix (simple_identifier) @name)) @reference.write)
(navigation_expression . (_) @receiver (navigation_suffix (simple_identifier) @name)) @reference.read
(value_argument . (simple_identifier) @ignored "=")
(this_expression) @reference.read
(super_expression) @reference.read
(interpolated_identifier) @reference.read
(simple_identifier) @reference.read

; expressions with an evident type
(string_literal) @literal.string
(integer_literal) @literal.integer
(hex_literal) @literal.integer
(long_literal) @literal.long
(real_literal) @literal.float
(character_literal) @literal.character
(boolean_literal) @literal.boolean
(lambda_literal) @literal.function
(as_expression (_) (_) @type) @cast
(parenthesized_expression (_) @inner) @transparent
(value_argument (_) @inner .) @transparent

; arguments
(value_arguments (value_argument (spread_expression)) @argument.spread)
(value_arguments (value_argument) @argument)
