; TypeScript. Node names of tree-sitter-typescript 0.23.2.

; definitions
(abstract_class_declaration name: (_) @name body: (_) @body) @definition.class
(interface_declaration name: (_) @name body: (interface_body (call_signature) @type) @body) @definition.interface
(interface_declaration name: (_) @name body: (_) @body) @definition.interface
(enum_declaration name: (_) @name body: (_) @body) @definition.enum
(enum_body name: (property_identifier) @name @definition.constant)
(enum_assignment name: (property_identifier) @name) @definition.constant
(type_alias_declaration name: (_) @name value: (_) @type) @definition.type
(internal_module name: (_) @name body: (_) @body) @definition.namespace
(function_signature name: (identifier) @name return_type: (_)? @type) @definition.function
(function_declaration name: (identifier) @name return_type: (_)? @type body: (_) @body) @definition.function
(class_body (method_definition name: [(property_identifier) (private_property_identifier)] @name return_type: (_)? @type body: (_) @body) @definition.method)
(object (method_definition name: [(property_identifier) (private_property_identifier)] @name return_type: (_)? @type body: (_) @body) @definition.method)
(class_body (method_signature name: [(property_identifier) (private_property_identifier)] @name return_type: (_)? @type) @definition.method)
(interface_body (method_signature name: [(property_identifier) (private_property_identifier)] @name return_type: (_)? @type) @definition.method)
(object_type (method_signature name: [(property_identifier) (private_property_identifier)] @name return_type: (_)? @type) @definition.method)
(abstract_method_signature name: (property_identifier) @name return_type: (_)? @type) @definition.method
(construct_signature) @scope
(call_signature) @scope
(function_type) @scope
(constructor_type) @scope
(property_signature name: (property_identifier) @name type: (_)? @type) @definition.property
(public_field_definition name: [(property_identifier) (private_property_identifier)] @name value: [(arrow_function return_type: (_)? @type body: (_) @body) (function_expression return_type: (_)? @type body: (_) @body)] @value) @definition.method
(public_field_definition name: [(property_identifier) (private_property_identifier)] @name type: (_)? @type value: (_)? @value) @definition.field
(variable_declarator name: (identifier) @name type: (_) value: (arrow_function return_type: (_)? @type body: (_) @body) @value) @definition.function
(variable_declarator name: (identifier) @name type: (_) value: (function_expression return_type: (_)? @type body: (_) @body) @value) @definition.function
(variable_declarator name: (identifier) @name value: (arrow_function return_type: (_) @type body: (_) @body) @value) @definition.function
(variable_declarator name: (identifier) @name value: (function_expression return_type: (_) @type body: (_) @body) @value) @definition.function
(pair key: (property_identifier) @name value: [(arrow_function return_type: (_) @type body: (_) @body) (function_expression return_type: (_) @type body: (_) @body)] @value) @definition.function
(variable_declarator name: (identifier) @name type: (_) @type value: (_)? @value) @definition.variable
(method_definition name: (property_identifier) parameters: (formal_parameters (required_parameter (accessibility_modifier) pattern: (identifier) @name type: (_)? @type) @definition.property))
(method_definition name: (property_identifier) parameters: (formal_parameters (required_parameter "readonly" pattern: (identifier) @name type: (_)? @type) @definition.property))
(type_parameter name: (type_identifier) @name (constraint (_) @type)?) @typeparameter

(object_type) @extension.inline

; parameters
(formal_parameters (required_parameter pattern: (identifier) @name type: (_)? @type !value) @parameter)
(formal_parameters (required_parameter pattern: (identifier) @name type: (_)? @type value: (_) @value) @parameter.optional)
(formal_parameters (required_parameter pattern: (this) @name type: (_) @type) @local)
(formal_parameters (optional_parameter pattern: (identifier) @name type: (_)? @type) @parameter.optional)
(formal_parameters (required_parameter pattern: (rest_pattern (identifier) @name) type: (_)? @type) @parameter.rest)
(formal_parameters (required_parameter pattern: [(object_pattern) (array_pattern)] @name type: (_)? @type value: (_) @value) @parameter.optional)
(formal_parameters (required_parameter pattern: [(object_pattern) (array_pattern)] @name type: (_)? @type) @parameter)
(formal_parameters (optional_parameter pattern: [(object_pattern) (array_pattern)] @name type: (_)? @type) @parameter.optional)
(formal_parameters (_ pattern: [(object_pattern) (array_pattern)] @type @operation.pattern))
(variable_declarator name: [(object_pattern) (array_pattern)] @cast type: (_) @type)

; uses
(class_heritage (extends_clause value: (identifier) @name @reference.extension type_arguments: (_)? @type))
(class_heritage (extends_clause value: (member_expression object: (_) @receiver property: (property_identifier) @name) @reference.extension))
(class_heritage (implements_clause [(type_identifier) (nested_type_identifier)] @name @reference.implementation))
(class_heritage (implements_clause (generic_type name: (_) @name type_arguments: (_) @type) @reference.implementation))
(extends_type_clause [(type_identifier) (nested_type_identifier)] @name @reference.extension)
(extends_type_clause (generic_type name: (_) @name type_arguments: (_) @type) @reference.extension)
(nested_type_identifier) @reference.type
(nested_type_identifier name: (type_identifier) @name) @ignored
(type_identifier) @reference.type
(decorator (identifier) @name) @reference.annotation
(decorator (call_expression function: (identifier) @name)) @reference.annotation

(call_expression function: (identifier) @name type_arguments: (_) @type arguments: (arguments) @arguments) @reference.call
(call_expression function: (member_expression object: (_) @receiver property: [(property_identifier) (private_property_identifier)] @name) type_arguments: (_) @type arguments: (arguments) @arguments) @reference.call
; the grammar takes await for a part of the name before type arguments
(call_expression function: (await_expression (identifier) @name) type_arguments: (_) @type arguments: (arguments) @arguments) @reference.call
(call_expression function: (await_expression (member_expression object: (_) @receiver property: (property_identifier) @name)) type_arguments: (_) @type arguments: (arguments) @arguments) @reference.call
(new_expression constructor: (identifier) @name type_arguments: (_) @type arguments: (arguments)? @arguments) @reference.instantiation

; expressions with an evident type
(variable_declarator type: (_) @type value: (arrow_function body: (expression) @value) @function.typed)
(variable_declarator type: (_) @type value: (arrow_function body: (statement_block)) @function.typed)
(public_field_definition type: (_) @type value: (arrow_function body: (expression) @value) @function.typed)
(public_field_definition type: (_) @type value: (arrow_function body: (statement_block)) @function.typed)
(arrow_function return_type: (_) @type body: (expression) @value) @function
(arrow_function return_type: (_) @type body: (statement_block)) @function
(function_expression return_type: (_) @type) @function.self
(as_expression (_) @inner "const") @transparent
(as_expression (_) [(function_type) (parenthesized_type) (intersection_type) (object_type) (predefined_type) (type_identifier) (generic_type) (nested_type_identifier) (array_type) (union_type)] @type) @cast
(non_null_expression (_) @inner) @transparent
(satisfies_expression . (_) @inner) @transparent

; what JavaScript has too comes last: the patterns above know more
;include shared/ecmascript
