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
(function_declaration parameters: (parameter_list (parameter_declaration !name type: (_) @type) @parameter))
(method_declaration parameters: (parameter_list (parameter_declaration !name type: (_) @type) @parameter))
(method_elem parameters: (parameter_list (parameter_declaration !name type: (_) @type) @parameter))
(func_literal parameters: (parameter_list (parameter_declaration !name type: (_) @type) @parameter))
(parameter_list (variadic_parameter_declaration name: (identifier)? @name type: (_) @type) @parameter.variadic)
(method_declaration receiver: (parameter_list (parameter_declaration name: (identifier) @name type: (_) @type) @local))
(function_declaration result: (parameter_list (parameter_declaration name: (identifier) @name type: (_) @type) @local))
(method_declaration result: (parameter_list (parameter_declaration name: (identifier) @name type: (_) @type) @local))

; locals
(short_var_declaration left: (expression_list . (identifier) @name) right: (expression_list . (_) @value)) @local
(short_var_declaration left: (expression_list (_) . (identifier) @name .) right: (expression_list (_) . (_) @value .)) @local
(short_var_declaration left: (expression_list . (_) . (identifier) @name @value) right: (expression_list . (_) .)) @local
(short_var_declaration left: (expression_list . (_) . (_) . (identifier) @name @value) right: (expression_list . (_) .)) @local
(short_var_declaration left: (expression_list (identifier) @name)) @local
(var_spec . name: (identifier) . name: (identifier) @name @value value: (expression_list . (_) .)) @local
(range_clause left: (expression_list (_) . (identifier) @name) right: (_) @value) @local.element
(range_clause left: (expression_list . (identifier) @name @value .)) @local
(range_clause left: (expression_list (identifier) @name)) @local
(receive_statement left: (expression_list . (identifier) @name) right: (_) @value) @local
(type_switch_statement alias: (expression_list (identifier) @name) (type_case "case" . type: (_) @type . ":") @local)
(type_switch_statement alias: (expression_list (identifier) @name)) @local

; scopes
(block) @scope
(func_literal) @scope
(function_type) @scope
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
(composite_literal type: [(type_identifier) (qualified_type) (generic_type)] body: (literal_value (keyed_element . (literal_element (identifier) @name @reference.write)))) @receiver
(literal_element (literal_value (keyed_element . (literal_element (identifier) @name @reference.write))) @receiver)
(assignment_statement left: (expression_list (identifier) @name @reference.write))
(assignment_statement left: (expression_list (selector_expression operand: (_) @receiver field: (field_identifier) @name) @reference.write))
(selector_expression operand: (_) @receiver field: (field_identifier) @name) @reference.read
(identifier) @reference.read

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
(func_literal result: (_)? @type) @function
(return_statement (expression_list . (_) @value .)) @return

; expressions made of others
(short_var_declaration left: (expression_list . (_) . (_) @operation.result2) right: (expression_list . (_) @receiver .))
(short_var_declaration left: (expression_list . (_) . (_) . (_) @operation.result3) right: (expression_list . (_) @receiver .))
(var_spec . name: (_) . name: (_) @operation.result2 value: (expression_list . (_) @receiver .))
(range_clause left: (expression_list . (_) @operation.received .) right: (_) @receiver)
(index_expression operand: (_) @receiver index: (_)) @operation.element
(slice_expression operand: (_) @inner) @transparent
(composite_literal body: (literal_value (literal_element (literal_value) @operation.element))) @receiver
(composite_literal body: (literal_value (keyed_element (literal_element) (literal_element (literal_value) @operation.element)))) @receiver
(type_assertion_expression type: (_) @type) @cast
(type_conversion_expression type: (_) @type) @cast
(unary_expression operator: "<-" operand: (_) @receiver) @operation.element
(unary_expression operand: (_) @inner) @transparent
(parenthesized_expression (_) @inner) @transparent

; arguments
(argument_list (variadic_argument) @argument.spread)
(argument_list (_) @argument)
