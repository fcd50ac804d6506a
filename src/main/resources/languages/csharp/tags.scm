; C#. Node names of tree-sitter-c-sharp 0.23.1.

(comment) @comment
(file_scoped_namespace_declaration name: (_) @name) @package
(compilation_unit . (comment)* . (using_directive)* . (comment)* . (namespace_declaration name: (_) @name @package))
(namespace_declaration name: (_) @name body: (_) @body) @scope

; imports
(using_directive name: (identifier) @alias (_) @module .) @import
(using_directive "static" !name [(identifier) (qualified_name)] @module) @import.static_all
(using_directive !name [(identifier) (qualified_name)] @module) @import.all

; types
(class_declaration name: (identifier) @name body: (_)? @body) @definition.class
(interface_declaration name: (identifier) @name body: (_)? @body) @definition.interface
(struct_declaration name: (identifier) @name body: (_)? @body) @definition.struct
(record_declaration name: (identifier) @name body: (_)? @body) @definition.record
(enum_declaration name: (identifier) @name body: (_) @body) @definition.enum
(enum_member_declaration name: (identifier) @name value: (_)? @value) @definition.constant
(delegate_declaration type: (_) @type name: (identifier) @name) @definition.type
(type_parameter name: (identifier) @name) @typeparameter
(record_declaration (parameter_list (parameter type: (_) @type name: (identifier) @name) @definition.property))

; members
(method_declaration returns: (_) @type name: (identifier) @name body: (_)? @body) @definition.method
(local_function_statement type: (_) @type name: (identifier) @name body: (_)? @body) @definition.function
(constructor_declaration name: (identifier) @name body: (_)? @body) @definition.constructor
(destructor_declaration) @scope
(operator_declaration) @scope
(conversion_operator_declaration) @scope
(indexer_declaration) @scope
(property_declaration type: (_) @type name: (identifier) @name accessors: (_)? @body) @definition.property
(event_declaration type: (_) @type name: (identifier) @name) @definition.field
(event_field_declaration (variable_declaration type: (_) @type (variable_declarator name: (identifier) @name))) @definition.field
(field_declaration (modifier "const") (variable_declaration type: (_) @type (variable_declarator name: (identifier) @name (_)? @value))) @definition.constant
(field_declaration (variable_declaration type: (_) @type (variable_declarator name: (identifier) @name . (_) @value))) @definition.field
(field_declaration (variable_declaration type: (_) @type (variable_declarator name: (identifier) @name))) @definition.field

; parameters and locals
(parameter type: (_) @type name: (identifier) @name . (_) @value) @parameter.optional
(parameter type: (_)? @type name: (identifier) @name) @parameter
(parameter_list type: (array_type type: (_) @type) name: (identifier) @name @parameter.variadic)
(implicit_parameter) @name @parameter
(variable_declaration type: (implicit_type) (variable_declarator name: (identifier) @name . (_) @value)) @local
(variable_declaration type: (_) @type (variable_declarator name: (identifier) @name . (_) @value)) @local
(variable_declaration type: (_) @type (variable_declarator name: (identifier) @name)) @local
(foreach_statement type: (implicit_type) left: (identifier) @name right: (_) @value) @local.element
(foreach_statement type: (_) @type left: (identifier) @name right: (_)) @local
(declaration_pattern type: (_) @type name: (identifier) @name) @local
(declaration_expression type: (implicit_type) name: (identifier) @name) @local
(declaration_expression type: (_) @type name: (identifier) @name) @local
(catch_declaration type: (_) @type name: (identifier) @name) @local

; scopes
(block) @scope
(lambda_expression) @scope
(for_statement) @scope
(foreach_statement) @scope
(using_statement) @scope
(catch_clause) @scope
(switch_section) @scope

; uses
(interface_declaration (base_list [(identifier) (qualified_name)] @name @reference.extension))
(interface_declaration (base_list (generic_name (identifier) @name) @reference.extension))
(base_list . [(identifier) (qualified_name)] @name @reference.extension)
(base_list . (generic_name (identifier) @name) @reference.extension)
(base_list (primary_constructor_base_type type: (_) @name) @reference.extension)
(base_list [(identifier) (qualified_name)] @name @reference.implementation)
(base_list (generic_name (identifier) @name) @reference.implementation)
(attribute name: (_) @name) @reference.annotation
(invocation_expression function: (identifier) @name arguments: (_) @arguments) @reference.call
(invocation_expression function: (generic_name (identifier) @name) arguments: (_) @arguments) @reference.call
(invocation_expression function: (member_access_expression expression: _ @receiver name: (identifier) @name) arguments: (_) @arguments) @reference.call
(invocation_expression function: (member_access_expression expression: _ @receiver name: (generic_name (identifier) @name)) arguments: (_) @arguments) @reference.call
(invocation_expression function: (conditional_access_expression condition: (_) @receiver (member_binding_expression name: (identifier) @name)) arguments: (_) @arguments) @reference.call
(object_creation_expression type: (generic_name (identifier) @name) @type arguments: (_)? @arguments) @reference.instantiation
(object_creation_expression type: [(identifier) (qualified_name)] @name @type arguments: (_)? @arguments) @reference.instantiation
(conditional_access_expression condition: (_) @receiver (member_binding_expression name: (identifier) @name)) @reference.read
(_ type: (identifier) @name @reference.type)
(_ returns: (identifier) @name @reference.type)
(_ type: (qualified_name) @reference.type)
(type_argument_list (identifier) @name @reference.type)
(array_type type: (identifier) @name @reference.type)
(nullable_type type: (identifier) @name @reference.type)
(type_parameter_constraint type: (identifier) @name @reference.type)
(type_parameter_constraints_clause . (identifier) @ignored)
(generic_name . (identifier) @name) @reference.type
(assignment_expression left: (identifier) @name @reference.write)
(assignment_expression left: (member_access_expression expression: _ @receiver name: (identifier) @name) @reference.write)
(prefix_unary_expression (identifier) @name @reference.write)
(postfix_unary_expression (identifier) @name @reference.write)
(member_access_expression expression: _ @receiver name: (identifier) @name) @reference.read
(constructor_initializer "base" @name (argument_list) @arguments) @reference.call
(constructor_initializer "this" @name (argument_list) @arguments) @reference.call
(argument name: (identifier) @name) @ignored
(labeled_statement . (identifier) @name) @ignored
(destructor_declaration name: (identifier) @ignored)
("this") @reference.read
("base") @reference.read
(identifier) @reference.read

; expressions with an evident type
(string_literal) @literal.string
(verbatim_string_literal) @literal.string
(raw_string_literal) @literal.string
(interpolated_string_expression) @literal.string
(integer_literal) @literal.integer
(real_literal) @literal.float
(character_literal) @literal.character
(boolean_literal) @literal.boolean
(null_literal) @literal.null
(lambda_expression) @literal.function
(cast_expression type: (_) @type) @cast
(as_expression right: (_) @type) @cast
(array_creation_expression type: (_) @type) @cast
(parenthesized_expression (_) @inner) @transparent
(await_expression (_) @inner) @transparent
(argument (_) @inner .) @transparent

; arguments
(argument_list (argument) @argument)
