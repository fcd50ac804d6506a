; Go. Node names of tree-sitter-go 0.25.0.

(package_clause (package_identifier) @name) @package
(comment) @comment

; imports
(import_spec name: (package_identifier) @alias path: (_) @module) @import
(import_spec name: (dot) path: (_) @module) @import.all
(import_spec name: (blank_identifier) @alias path: (_) @module) @import
(import_spec path: (_) @module) @import

; types
(type_declaration (type_spec name: (type_identifier) @name type: (struct_type)) @definition.struct)
(type_declaration (type_spec name: (type_identifier) @name type: (interface_type)) @definition.interface)
(type_declaration (type_spec name: (type_identifier) @name type: (_) @type) @definition.type)
(type_declaration (type_alias name: (type_identifier) @name type: (_) @type) @definition.type)
(type_parameter_declaration name: (identifier) @name type: (_) @type) @typeparameter

; functions
(function_declaration name: (identifier) @name result: (_)? @type body: (_)? @body) @definition.function
(method_declaration receiver: (parameter_list (parameter_declaration type: [(type_identifier) @owner (pointer_type (type_identifier) @owner) (generic_type type: (type_identifier) @owner) (pointer_type (generic_type type: (type_identifier) @owner))])) name: (field_identifier) @name result: (_)? @type body: (_)? @body) @definition.method
(method_elem name: (field_identifier) @name result: (_)? @type) @definition.method

; values
(field_declaration name: (field_identifier) @name type: (_) @type) @definition.field
(field_declaration !name type: [(type_identifier) @name (qualified_type name: (type_identifier) @name) (generic_type type: (type_identifier) @name)] @type) @definition.field
(field_declaration !name type: (pointer_type [(type_identifier) @name (qualified_type name: (type_identifier) @name)]) @type) @definition.field
(const_spec name: (identifier) @name type: (_)? @type value: (expression_list . (_) @value)?) @definition.constant
(var_spec name: (identifier) @name type: (_)? @type value: (expression_list . (_) @value)?) @definition.variable

; parameters
(function_declaration parameters: (parameter_list (parameter_declaration name: (identifier) @name type: (_) @type) @parameter))
(method_declaration parameters: (parameter_list (parameter_declaration name: (identifier) @name type: (_) @type) @parameter))
(method_elem parameters: (parameter_list (parameter_declaration name: (identifier) @name type: (_) @type) @parameter))
(func_literal parameters: (parameter_list (parameter_declaration name: (identifier) @name type: (_) @type) @parameter))
(parameter_list (parameter_declaration !name type: (_) @type) @parameter)
(parameter_list (variadic_parameter_declaration name: (identifier)? @name type: (_) @type) @parameter.variadic)
(method_declaration receiver: (parameter_list (parameter_declaration name: (identifier) @name type: (_) @type) @local))
(function_declaration result: (parameter_list (parameter_declaration name: (identifier) @name type: (_) @type) @local))
(method_declaration result: (parameter_list (parameter_declaration name: (identifier) @name type: (_) @type) @local))

; locals
(short_var_declaration left: (expression_list . (identifier) @name) right: (expression_list . (_) @value)) @local
(short_var_declaration left: (expression_list (_) . (identifier) @name .) right: (expression_list (_) . (_) @value .)) @local
(short_var_declaration left: (expression_list (identifier) @name)) @local
(range_clause left: (expression_list (_) . (identifier) @name) right: (_) @value) @local.element
(range_clause left: (expression_list (identifier) @name)) @local
(receive_statement left: (expression_list . (identifier) @name)) @local
(type_switch_statement alias: (expression_list (identifier) @name)) @local

; scopes
(block) @scope
(func_literal) @scope
(if_statement) @scope
(for_statement) @scope
(expression_switch_statement) @scope
(type_switch_statement) @scope
(select_statement) @scope
(expression_case) @scope
(type_case) @scope
(communication_case) @scope
(default_case) @scope

; uses
(struct_type (field_declaration_list (field_declaration !name type: [(type_identifier) (qualified_type)] @name @reference.extension)))
(struct_type (field_declaration_list (field_declaration !name type: (generic_type type: (_) @name) @reference.extension)))
(struct_type (field_declaration_list (field_declaration !name type: (pointer_type [(type_identifier) (qualified_type)] @name) @reference.extension)))
(interface_type (type_elem . [(type_identifier) (qualified_type)] @name .) @reference.extension)
(call_expression function: (identifier) @name arguments: (_) @arguments) @reference.call
(call_expression function: (selector_expression operand: (_) @receiver field: (field_identifier) @name) arguments: (_) @arguments) @reference.call
(call_expression function: (parenthesized_expression (identifier) @name) arguments: (_) @arguments) @reference.call
(call_expression function: (index_expression operand: (identifier) @name) arguments: (_) @arguments) @reference.call
(call_expression function: (type_instantiation_expression type: (_) @name) arguments: (_) @arguments) @reference.call
(composite_literal type: (_) @type) @cast
(composite_literal type: [(type_identifier) (qualified_type)] @name) @reference.type
(qualified_type) @reference.type
(qualified_type name: (type_identifier) @name) @ignored
(qualified_type package: (package_identifier) @name) @ignored
(type_identifier) @reference.type
(selector_expression operand: (_) @receiver field: (field_identifier) @name) @reference.read
(identifier) @reference.read
(keyed_element . (literal_element (identifier) @name)) @reference.write
(assignment_statement left: (expression_list (identifier) @name @reference.write))
(assignment_statement left: (expression_list (selector_expression operand: (_) @receiver field: (field_identifier) @name) @reference.write))

; names that are no uses
(label_name) @ignored

; expressions with an evident type
(interpreted_string_literal) @literal.string
(raw_string_literal) @literal.string
(int_literal) @literal.integer
(float_literal) @literal.float
(rune_literal) @literal.character
(true) @literal.boolean
(false) @literal.boolean
(nil) @literal.null
(func_literal) @literal.function
(type_assertion_expression type: (_) @type) @cast
(type_conversion_expression type: (_) @type) @cast
(unary_expression operand: (_) @inner) @transparent
(parenthesized_expression (_) @inner) @transparent

; arguments
(argument_list (variadic_argument) @argument.spread)
(argument_list (_) @argument)
