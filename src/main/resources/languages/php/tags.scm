; PHP. Node names of tree-sitter-php 0.24.2.

(comment) @comment
(namespace_definition name: (namespace_name) @name) @package

; imports
(namespace_use_declaration (namespace_name) @module body: (namespace_use_group (namespace_use_clause . (name) @member alias: (name)? @alias))) @import
(namespace_use_declaration (namespace_use_clause (qualified_name prefix: (namespace_name) @module (name) @member) alias: (name)? @alias)) @import
(namespace_use_declaration (namespace_use_clause . (name) @module alias: (name)? @alias)) @import
(require_once_expression (string (string_content) @module)) @import.all
(require_expression (string (string_content) @module)) @import.all
(include_once_expression (string (string_content) @module)) @import.all
(include_expression (string (string_content) @module)) @import.all

; types
(class_declaration name: (name) @name body: (_) @body) @definition.class
(interface_declaration name: (name) @name body: (_) @body) @definition.interface
(trait_declaration name: (name) @name body: (_) @body) @definition.trait
(enum_declaration name: (name) @name body: (_) @body) @definition.enum
(enum_case name: (name) @name value: (_)? @value) @definition.constant
(object_creation_expression (anonymous_class (base_clause (_) @name))) @extension.anonymous

; members and functions
(method_declaration name: (name) @name return_type: (_)? @type body: (_)? @body) @definition.method
(function_definition name: (name) @name return_type: (_)? @type body: (_) @body) @definition.function
(const_declaration (const_element . (name) @name (_) @value)) @definition.constant
(property_declaration type: (_)? @type (property_element name: (variable_name (name) @name) default_value: (_)? @value)) @definition.field

; parameters and locals; a variable's name goes with its sign
(formal_parameters (property_promotion_parameter type: (_)? @type name: (variable_name) @name default_value: (_) @value) @parameter.optional)
(formal_parameters (property_promotion_parameter type: (_)? @type name: (variable_name) @name) @parameter)
(formal_parameters (simple_parameter type: (_)? @type name: (variable_name) @name default_value: (_) @value) @parameter.optional)
(formal_parameters (simple_parameter type: (_)? @type name: (variable_name) @name) @parameter)
(formal_parameters (variadic_parameter type: (_)? @type name: (variable_name) @name) @parameter.variadic)
(assignment_expression left: (variable_name) @name right: (_) @value) @local
(foreach_statement (_) @value . (variable_name) @name) @local.element
(foreach_statement (_) @value . (pair (_) . (variable_name) @name)) @local.element
(foreach_statement (pair . (variable_name) @name)) @local
(catch_clause type: (type_list . (_) @type) name: (variable_name) @name) @local
(list_literal (variable_name) @name @local)

; scopes
(anonymous_function) @scope
(arrow_function) @scope

; uses
(class_declaration (base_clause (_) @name @reference.extension))
(interface_declaration (base_clause (_) @name @reference.extension))
(anonymous_class (base_clause (_) @name @reference.extension))
(class_interface_clause (_) @name @reference.implementation)
(use_declaration [(name) (qualified_name)] @name @reference.implementation)
(attribute [(name) (qualified_name)] @name) @reference.annotation
(function_call_expression function: (name) @name arguments: (_) @arguments) @reference.call
(function_call_expression function: (qualified_name) @name arguments: (_) @arguments) @reference.call
(function_call_expression function: (variable_name) @name arguments: (_) @arguments) @reference.call
(member_call_expression object: (_) @receiver name: (name) @name arguments: (_) @arguments) @reference.call
(nullsafe_member_call_expression object: (_) @receiver name: (name) @name arguments: (_) @arguments) @reference.call
(scoped_call_expression scope: (_) @receiver name: (name) @name arguments: (_) @arguments) @reference.call
(object_creation_expression [(name) (qualified_name)] @name @type (arguments)? @arguments) @reference.instantiation
(named_type (name) @name) @reference.type
(named_type (qualified_name) @name) @reference.type
(binary_expression operator: "instanceof" right: [(name) (qualified_name)] @name @reference.type)
(assignment_expression left: (variable_name) @name @reference.write)
(assignment_expression left: (member_access_expression object: (_) @receiver name: (name) @name) @reference.write)
(update_expression argument: (member_access_expression object: (_) @receiver name: (name) @name) @reference.write)
(assignment_expression left: (scoped_property_access_expression scope: (_) @receiver name: (variable_name (name) @name)) @reference.write)
(member_access_expression object: (_) @receiver name: (name) @name) @reference.read
(nullsafe_member_access_expression object: (_) @receiver name: (name) @name) @reference.read
(scoped_property_access_expression scope: (_) @receiver name: (variable_name (name) @name)) @reference.read
(class_constant_access_expression . (_) @receiver . (name) @name) @reference.read
(argument name: (name) @name) @ignored
(property_element name: (variable_name) @ignored)
(scoped_property_access_expression name: (variable_name) @ignored)
(variable_name) @reference.read
(relative_scope) @reference.read
(scoped_call_expression scope: [(name) (qualified_name)] @reference.read)
(scoped_property_access_expression scope: [(name) (qualified_name)] @reference.read)
(class_constant_access_expression . [(name) (qualified_name)] @reference.read)
(binary_expression (name) @reference.read)
(argument (name) @reference.read .)
(return_statement (name) @reference.read)
(assignment_expression right: (name) @reference.read)

; expressions with an evident type
(string) @literal.string
(encapsed_string) @literal.string
(heredoc) @literal.string
(integer) @literal.integer
(float) @literal.float
(boolean) @literal.boolean
(null) @literal.null
(array_creation_expression) @literal.list
(anonymous_function) @literal.function
(arrow_function) @literal.function
(parenthesized_expression (_) @inner) @transparent
(argument (_) @inner .) @transparent

; arguments
(arguments (argument (variadic_unpacking)) @argument.spread)
(arguments (argument) @argument)
