; TypeScript. Node names of tree-sitter-typescript 0.23.2.

; definitions
(abstract_class_declaration name: (_) @name body: (_) @body) @definition.class
(interface_declaration name: (_) @name body: (_) @body) @definition.interface
(enum_declaration name: (_) @name body: (_) @body) @definition.enum
(enum_body name: (property_identifier) @name @definition.constant)
(enum_assignment name: (property_identifier) @name) @definition.constant
(type_alias_declaration name: (_) @name value: (_) @type) @definition.type
(internal_module name: (_) @name body: (_) @body) @definition.namespace
(function_signature name: (identifier) @name return_type: (_)? @type) @definition.function
(function_declaration name: (identifier) @name return_type: (_)? @type body: (_) @body) @definition.function
(method_definition name: [(property_identifier) (private_property_identifier)] @name return_type: (_)? @type body: (_) @body) @definition.method
(method_signature name: [(property_identifier) (private_property_identifier)] @name return_type: (_)? @type) @definition.method
(abstract_method_signature name: (property_identifier) @name return_type: (_)? @type) @definition.method
(construct_signature type: (_)? @type) @scope
(property_signature name: (property_identifier) @name type: (_)? @type) @definition.property
(public_field_definition name: [(property_identifier) (private_property_identifier)] @name value: [(arrow_function body: (_) @body) (function_expression body: (_) @body)]) @definition.method
(public_field_definition name: [(property_identifier) (private_property_identifier)] @name type: (_)? @type value: (_)? @value) @definition.field
(variable_declarator name: (identifier) @name type: (_) @type value: (_)? @value) @definition.variable
(method_definition name: (property_identifier) parameters: (formal_parameters (required_parameter (accessibility_modifier) pattern: (identifier) @name type: (_)? @type) @definition.property))
(method_definition name: (property_identifier) parameters: (formal_parameters (required_parameter "readonly" pattern: (identifier) @name type: (_)? @type) @definition.property))
(type_parameter name: (type_identifier) @name (constraint (_) @type)?) @typeparameter

; parameters
(formal_parameters (required_parameter pattern: (identifier) @name type: (_)? @type !value) @parameter)
(formal_parameters (required_parameter pattern: (identifier) @name type: (_)? @type value: (_) @value) @parameter.optional)
(formal_parameters (required_parameter pattern: (this) type: (_)? @type) @ignored)
(formal_parameters (optional_parameter pattern: (identifier) @name type: (_)? @type) @parameter.optional)
(formal_parameters (required_parameter pattern: (rest_pattern (identifier) @name) type: (_)? @type) @parameter.variadic)
(formal_parameters (required_parameter pattern: [(object_pattern) (array_pattern)]) @parameter)

; uses
(class_heritage (extends_clause value: (identifier) @name @reference.extension))
(class_heritage (extends_clause value: (member_expression object: (_) @receiver property: (property_identifier) @name) @reference.extension))
(class_heritage (implements_clause [(type_identifier) (nested_type_identifier)] @name @reference.implementation))
(class_heritage (implements_clause (generic_type name: (_) @name) @reference.implementation))
(extends_type_clause [(type_identifier) (nested_type_identifier)] @name @reference.extension)
(extends_type_clause (generic_type name: (_) @name) @reference.extension)
(nested_type_identifier) @reference.type
(nested_type_identifier name: (type_identifier) @name) @ignored
(type_identifier) @reference.type
(decorator (identifier) @name) @reference.annotation
(decorator (call_expression function: (identifier) @name)) @reference.annotation

; expressions with an evident type
(as_expression (_) [(type_identifier) (generic_type) (nested_type_identifier) (array_type) (union_type)] @type) @cast
(non_null_expression (_) @inner) @transparent
(satisfies_expression . (_) @inner) @transparent

; what JavaScript has too comes last: the patterns above know more
;include shared/ecmascript
