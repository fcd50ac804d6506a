; C++. Node names of tree-sitter-cpp 0.23.4.

; names from elsewhere
(using_declaration "namespace" (_) @module) @import.all
(using_declaration (qualified_identifier scope: (_) @receiver name: (qualified_identifier scope: (_) @module name: (_) @member))) @import
(using_declaration (qualified_identifier scope: (_) @module name: (identifier) @member)) @import
(namespace_alias_definition name: (_) @alias (_) @module .) @import

; namespaces and types
(namespace_definition name: (_) @name body: (_) @body) @definition.namespace
(class_specifier name: [(type_identifier) @name (template_type name: (_) @name) (qualified_identifier name: (type_identifier) @name)] body: (_) @body) @definition.class
(struct_specifier name: [(template_type name: (_) @name) (qualified_identifier name: (type_identifier) @name)] body: (_) @body) @definition.struct
(concept_definition name: (identifier) @name) @definition.type
(alias_declaration name: (type_identifier) @name type: (_) @type) @definition.type
(type_parameter_declaration (type_identifier) @name) @typeparameter
(optional_type_parameter_declaration name: (type_identifier) @name) @typeparameter
(template_parameter_list (parameter_declaration declarator: (identifier) @name) @typeparameter)
(template_parameter_list (optional_parameter_declaration declarator: (identifier) @name) @typeparameter)

; members in their class: one without a type is a constructor
(field_declaration_list (function_definition !type declarator: (function_declarator declarator: (identifier) @name) body: (_)? @body) @definition.constructor)
(field_declaration_list (declaration !type declarator: (function_declarator declarator: (identifier) @name)) @definition.constructor)
(function_definition declarator: (function_declarator declarator: (destructor_name) @name) body: (_)? @body) @definition.method
(declaration declarator: (function_declarator declarator: (destructor_name) @name)) @definition.method
(function_definition type: (_) @type declarator: (function_declarator declarator: [(field_identifier) (operator_name)] @name) body: (_)? @body) @definition.method
(function_definition type: (_) @type declarator: (pointer_declarator declarator: (function_declarator declarator: [(field_identifier) (operator_name)] @name)) body: (_)? @body) @definition.method
(function_definition type: (_) @type declarator: (reference_declarator (function_declarator declarator: [(field_identifier) (operator_name)] @name)) body: (_)? @body) @definition.method
(field_declaration type: (_) @type declarator: (function_declarator declarator: [(field_identifier) (operator_name)] @name)) @definition.method
(field_declaration type: (_) @type declarator: (pointer_declarator declarator: (function_declarator declarator: [(field_identifier) (operator_name)] @name))) @definition.method
(field_declaration type: (_) @type declarator: (reference_declarator (function_declarator declarator: [(field_identifier) (operator_name)] @name))) @definition.method

; members out of their class
(function_definition !type declarator: (function_declarator declarator: (qualified_identifier scope: [(namespace_identifier) @owner (template_type name: (_) @owner)] name: (identifier) @name)) body: (_)? @body) @definition.constructor
(function_definition type: (_)? @type declarator: (function_declarator declarator: (qualified_identifier scope: [(namespace_identifier) @owner (template_type name: (_) @owner)] name: [(identifier) (destructor_name) (operator_name)] @name)) body: (_)? @body) @definition.method
(function_definition type: (_)? @type declarator: (function_declarator declarator: (qualified_identifier name: (qualified_identifier scope: [(namespace_identifier) @owner (template_type name: (_) @owner)] name: [(identifier) (destructor_name) (operator_name)] @name))) body: (_)? @body) @definition.method
(function_definition type: (_) @type declarator: (_ (function_declarator declarator: (qualified_identifier scope: [(namespace_identifier) @owner (template_type name: (_) @owner)] name: [(identifier) (operator_name)] @name))) body: (_)? @body) @definition.method
(function_definition type: (_) @type declarator: (_ (function_declarator declarator: (qualified_identifier name: (qualified_identifier scope: [(namespace_identifier) @owner (template_type name: (_) @owner)] name: [(identifier) (operator_name)] @name)))) body: (_)? @body) @definition.method

; inside a function it is a variable that is made
(compound_statement (declaration type: (_) @type declarator: (function_declarator declarator: (identifier) @name)) @definition.variable)

; functions that return a reference
(function_definition type: (_) @type declarator: (reference_declarator (function_declarator declarator: (identifier) @name)) body: (_) @body) @definition.function
(declaration type: (_) @type declarator: (reference_declarator (function_declarator declarator: (identifier) @name))) @definition.function

; fields, parameters and locals with a reference
(field_declaration type: (_) @type declarator: (reference_declarator (field_identifier) @name)) @definition.field
(declaration type: (placeholder_type_specifier) declarator: (init_declarator declarator: [(identifier) @name (pointer_declarator declarator: (identifier) @name) (reference_declarator (identifier) @name)] value: (_) @value)) @definition.variable
(declaration type: (_) @type declarator: (init_declarator declarator: (reference_declarator (identifier) @name) value: (_) @value)) @definition.variable
(declaration declarator: (init_declarator declarator: (structured_binding_declarator (identifier) @name @local)))
(parameter_list (parameter_declaration type: (_) @type declarator: (reference_declarator [(identifier) @name (variadic_declarator (identifier) @name)])) @parameter)
(parameter_list (parameter_declaration type: (_) @type declarator: (abstract_reference_declarator)) @parameter)
(parameter_list (optional_parameter_declaration type: (_) @type declarator: [(identifier) @name (pointer_declarator declarator: (identifier) @name) (reference_declarator (identifier) @name)]) @parameter.optional)
(parameter_list (variadic_parameter_declaration type: (_) @type declarator: (_ (identifier) @name)) @parameter.variadic)
(parameter_list (parameter_declaration type: [(qualified_identifier) (template_type)] @type !declarator) @parameter)
(for_range_loop type: (placeholder_type_specifier) declarator: [(identifier) @name (reference_declarator (identifier) @name) (pointer_declarator declarator: (identifier) @name)] right: (_) @value) @local.element
(for_range_loop type: (_) @type declarator: [(identifier) @name (reference_declarator (identifier) @name) (pointer_declarator declarator: (identifier) @name)] right: (_)) @local
(for_range_loop declarator: (_ (structured_binding_declarator (identifier) @name @local)))
(catch_clause parameters: (parameter_list (parameter_declaration type: (_) @type declarator: [(identifier) @name (reference_declarator (identifier) @name)]) @local))

; scopes
(template_declaration) @scope
(lambda_expression) @scope
(for_range_loop) @scope
(catch_clause) @scope

; uses
(base_class_clause [(type_identifier) (qualified_identifier)] @name @reference.extension)
(base_class_clause (template_type name: (_) @name) @reference.extension)
(call_expression function: (qualified_identifier scope: (_) @receiver name: [(identifier) @name (template_function name: (_) @name)]) arguments: (argument_list) @arguments) @reference.call
(call_expression function: (qualified_identifier name: (qualified_identifier scope: (_) @receiver name: [(identifier) @name (template_function name: (_) @name)])) arguments: (argument_list) @arguments) @reference.call
(call_expression function: (template_function name: (identifier) @name) arguments: (argument_list) @arguments) @reference.call
(call_expression function: (field_expression argument: (_) @receiver field: (template_method name: (_) @name)) arguments: (argument_list) @arguments) @reference.call
(new_expression type: [(type_identifier) (qualified_identifier)] @name @type arguments: (_)? @arguments) @reference.instantiation
(new_expression type: (template_type name: (_) @name @type) arguments: (_)? @arguments) @reference.instantiation
(compound_literal_expression type: (type_identifier) @name @type value: (_) @arguments) @reference.instantiation
(field_initializer (field_identifier) @name) @reference.write
(qualified_identifier scope: (namespace_identifier) @receiver name: (type_identifier) @name) @reference.type
(qualified_identifier scope: (namespace_identifier) @receiver name: (identifier) @name) @reference.read
(qualified_identifier scope: (_) @receiver name: (qualified_identifier scope: (namespace_identifier) @name @reference.read))
(namespace_identifier) @reference.read
(operator_name (identifier) @ignored)
(namespace_definition name: (nested_namespace_specifier (namespace_identifier) @ignored))
(destructor_name (identifier) @ignored)
(function_declarator declarator: (qualified_identifier scope: (namespace_identifier) @ignored))
(function_declarator declarator: (qualified_identifier name: (qualified_identifier scope: (namespace_identifier) @ignored)))
(this) @reference.read
(friend_declaration (type_identifier) @name) @reference.type

;include shared/cfamily

(lambda_expression) @literal.function
(new_expression type: (_) @type) @cast
