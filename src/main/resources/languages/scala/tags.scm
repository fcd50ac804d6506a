; Scala. Node names of tree-sitter-scala 0.23.3.

(package_clause name: (package_identifier) @name) @package
(comment) @comment
(block_comment) @comment

; imports; a path has no node of its own: its first and last name mark the module
(import_declaration . (identifier) @module (identifier) @module . (namespace_selectors (arrow_renamed_identifier name: (identifier) @member alias: (identifier) @alias))) @import
(import_declaration . (identifier) @module (identifier) @module . (namespace_selectors (identifier) @member)) @import
(import_declaration . (identifier) @module (identifier) @module . (namespace_wildcard)) @import.all
(import_declaration . (identifier) @module . (namespace_selectors (arrow_renamed_identifier name: (identifier) @member alias: (identifier) @alias))) @import
(import_declaration . (identifier) @module . (namespace_selectors (identifier) @member)) @import
(import_declaration . (identifier) @module . (namespace_wildcard)) @import.all
(import_declaration . (identifier) @module (identifier) @module .) @import.path

; types
(class_definition name: (identifier) @name body: (_)? @body) @definition.class
(object_definition name: (identifier) @name body: (_)? @body) @definition.class
(package_object name: (identifier) @name body: (_) @body) @definition.class
(trait_definition name: (identifier) @name body: (_)? @body) @definition.trait
(enum_definition name: (identifier) @name body: (_) @body) @definition.enum
(simple_enum_case name: (identifier) @name) @definition.constant
(full_enum_case name: (identifier) @name) @definition.constant
(type_definition name: (type_identifier) @name type: (_)? @type) @definition.type
(type_parameters name: (identifier) @name @typeparameter)
(class_parameter name: (identifier) @name type: (_)? @type) @definition.field

; members and functions
(function_definition name: (_) @name return_type: (_)? @type body: (_) @body) @definition.function
(function_declaration name: (_) @name return_type: (_)? @type) @definition.function
(val_definition pattern: (identifier) @name type: (_)? @type value: (_) @value) @definition.variable
(var_definition pattern: (identifier) @name type: (_)? @type value: (_) @value) @definition.variable
(val_declaration name: (identifier) @name type: (_) @type) @definition.variable
(var_declaration name: (identifier) @name type: (_) @type) @definition.variable

; parameters and locals
(parameters (parameter name: (identifier) @name type: (repeated_parameter_type type: (_) @type)) @parameter.variadic)
(parameters (parameter name: (identifier) @name type: (_) @type default_value: (_) @value) @parameter.optional)
(parameters (parameter name: (identifier) @name type: (_) @type) @parameter)
(binding name: (identifier) @name type: (_)? @type) @local
(lambda_expression parameters: (identifier) @name) @local
(enumerator . (identifier) @name . (_) @value) @local.element
(tuple_pattern (identifier) @name @local)
(typed_pattern pattern: (identifier) @name type: (_) @type) @local
(case_class_pattern (identifier) @name @local)
(capture_pattern name: (identifier) @name) @local

; scopes
(block) @scope
(lambda_expression) @scope
(for_expression) @scope
(case_clause) @scope

; uses
(extends_clause . type: (type_identifier) @name @reference.extension)
(extends_clause . type: (generic_type type: (_) @name) @reference.extension)
(extends_clause (type_identifier) @name @reference.implementation)
(extends_clause (generic_type type: (_) @name) @reference.implementation)
(annotation name: (type_identifier) @name) @reference.annotation
(call_expression function: (identifier) @name arguments: (arguments) @arguments) @reference.call
(call_expression function: (field_expression value: (_) @receiver field: (identifier) @name) arguments: (arguments) @arguments) @reference.call
(call_expression function: (generic_function function: (identifier) @name) arguments: (arguments) @arguments) @reference.call
(call_expression function: (generic_function function: (field_expression value: (_) @receiver field: (identifier) @name)) arguments: (arguments) @arguments) @reference.call
(call_expression function: (identifier) @name) @reference.call
(call_expression function: (field_expression value: (_) @receiver field: (identifier) @name)) @reference.call
(infix_expression left: (_) @receiver operator: (identifier) @name) @reference.call
(instance_expression . (type_identifier) @name @type arguments: (arguments)? @arguments) @reference.instantiation
(instance_expression . (generic_type type: (_) @name) @type arguments: (arguments)? @arguments) @reference.instantiation
(type_identifier) @reference.type
(assignment_expression left: (identifier) @name @reference.write)
(assignment_expression left: (field_expression value: (_) @receiver field: (identifier) @name) @reference.write)
(field_expression value: (_) @receiver field: (identifier) @name) @reference.read
(interpolated_string_expression interpolator: (identifier) @ignored)
(identifier) @reference.read

; expressions with an evident type
(string) @literal.string
(interpolated_string_expression) @literal.string
(integer_literal) @literal.integer
(floating_point_literal) @literal.float
(character_literal) @literal.character
(boolean_literal) @literal.boolean
(null_literal) @literal.null
(lambda_expression) @literal.function
(parenthesized_expression (_) @inner) @transparent

; arguments
(arguments (_) @argument)
