; Java. Node names of tree-sitter-java 0.23.5. First pattern wins where two name the same thing.

(package_declaration [(identifier) (scoped_identifier)] @name) @package
(line_comment) @comment
(block_comment) @comment

; imports: the last name is the member, what stands before it the module
(import_declaration "static" (scoped_identifier) @module (asterisk)) @import.static_all
(import_declaration "static" (scoped_identifier scope: (_) @module name: (identifier) @member)) @import.static
(import_declaration [(identifier) (scoped_identifier)] @module (asterisk)) @import.all
(import_declaration (scoped_identifier scope: (_) @module name: (identifier) @member)) @import

; types
(class_declaration name: (identifier) @name body: (_) @body) @definition.class
(interface_declaration name: (identifier) @name body: (_) @body) @definition.interface
(enum_declaration name: (identifier) @name body: (_) @body) @definition.enum
(record_declaration name: (identifier) @name body: (_) @body) @definition.record
(annotation_type_declaration name: (identifier) @name body: (_) @body) @definition.annotation
(type_parameter (type_identifier) @name (type_bound)? @type) @typeparameter
(record_declaration parameters: (formal_parameters (formal_parameter type: (_) @type name: (identifier) @name) @definition.field))

; an anonymous class and an enum constant's body: members of what they extend
(object_creation_expression type: (_) @name (class_body)) @extension.anonymous
(enum_constant name: (identifier) @name arguments: (_)? body: (class_body) @body) @definition.constant

; members
(method_declaration type: (_) @type name: (identifier) @name body: (_)? @body) @definition.method
(constructor_declaration name: (identifier) @name body: (_) @body) @definition.constructor
(compact_constructor_declaration name: (identifier) @name body: (_) @body) @definition.constructor
(annotation_type_element_declaration type: (_) @type name: (identifier) @name) @definition.method
(field_declaration type: (_) @type declarator: (variable_declarator name: (identifier) @name value: (_)? @value)) @definition.field
(constant_declaration type: (_) @type declarator: (variable_declarator name: (identifier) @name value: (_)? @value)) @definition.constant
(enum_constant name: (identifier) @name) @definition.constant

; parameters and locals
(formal_parameter type: (_) @type name: (identifier) @name) @parameter
(spread_parameter [(type_identifier) (scoped_type_identifier) (generic_type) (array_type) (integral_type) (floating_point_type) (boolean_type)] @type (variable_declarator name: (identifier) @name)) @parameter.variadic
(lambda_expression parameters: (identifier) @name) @parameter
(inferred_parameters (identifier) @name @parameter)
(catch_formal_parameter (catch_type (_) @type) name: (identifier) @name) @local
(local_variable_declaration type: (_) @type declarator: (variable_declarator name: (identifier) @name value: (_)? @value)) @local
(resource type: (_) @type name: (identifier) @name value: (_)? @value) @local
(enhanced_for_statement type: (_) @type name: (identifier) @name value: (_) @value) @local.element
(instanceof_expression right: (_) @type name: (identifier) @name) @local
(record_pattern_component (_) @type (identifier) @name) @local
(type_pattern (_) @type (identifier) @name) @local

; scopes
(block) @scope
(lambda_expression) @scope
(for_statement) @scope
(enhanced_for_statement) @scope
(try_with_resources_statement) @scope
(catch_clause) @scope
(switch_rule) @scope
(switch_block_statement_group) @scope

; uses
(superclass (_) @name) @reference.extension
(super_interfaces (type_list (_) @name @reference.implementation))
(extends_interfaces (type_list (_) @name @reference.extension))
(method_invocation object: (_)? @receiver name: (identifier) @name arguments: (_) @arguments) @reference.call
(object_creation_expression type: (_) @name @type arguments: (_) @arguments) @reference.instantiation
(explicit_constructor_invocation constructor: [(this) (super)] @name arguments: (_) @arguments) @reference.call
(enum_constant name: (identifier) @name arguments: (_)? @arguments) @reference.constant
(method_reference . (_) @receiver "::" . [(identifier) "new"] @name) @reference.method_reference
(marker_annotation name: (_) @name) @reference.annotation
(annotation name: (_) @name) @reference.annotation
(scoped_type_identifier) @reference.type
(scoped_type_identifier (type_identifier) @name .) @ignored
(type_identifier) @reference.type
(assignment_expression left: (identifier) @name @reference.write)
(assignment_expression left: (field_access object: (_) @receiver field: (identifier) @name) @reference.write)
(update_expression [(identifier) @name @reference.write (field_access object: (_) @receiver field: (identifier) @name) @reference.write])
(field_access object: (_) @receiver field: (identifier) @name) @reference.read
(field_access object: (_) @receiver field: (this) @name) @reference.read
(identifier) @reference.read
(this) @reference.read
(super) @reference.read

; names that are no uses
(labeled_statement . (identifier) @name) @ignored
(break_statement (identifier) @name) @ignored
(continue_statement (identifier) @name) @ignored
(element_value_pair key: (identifier) @name) @ignored
(module_declaration name: (_) @name) @ignored

; what functions return; anonymous functions
(lambda_expression body: (block)) @function.block
(lambda_expression body: (_) @value) @function
(return_statement (_)? @value) @return

; expressions with an evident type
(string_literal) @literal.string
(decimal_integer_literal) @literal.integer
(hex_integer_literal) @literal.hex
(octal_integer_literal) @literal.integer
(binary_integer_literal) @literal.integer
(decimal_floating_point_literal) @literal.float
(hex_floating_point_literal) @literal.float
(character_literal) @literal.character
(true) @literal.boolean
(false) @literal.boolean
(null_literal) @literal.null
(class_literal (_) @type) @literal.class
(instanceof_expression) @literal.boolean
(unary_expression operator: "!") @literal.boolean
(cast_expression type: (_) @type value: (_)) @cast
(array_creation_expression type: (_) @type) @cast.array

; expressions made of others. One pattern for all operators: each more is one more that stays open
; on every level of a long chain
(binary_expression left: (_) @receiver operator: _ @operator right: (_) @value) @operation
(unary_expression operator: ["-" "+" "~"] operand: (_) @receiver) @operation.numeric
(ternary_expression consequence: (_) @receiver alternative: (_) @value) @operation.choice
(array_access array: (_) @receiver) @operation.element
(update_expression [(identifier) (field_access) (array_access)] @inner) @transparent
(parenthesized_expression (_) @inner) @transparent
(assignment_expression right: (_) @inner) @transparent
(switch_expression body: (switch_block . (switch_rule (expression_statement (_) @inner)))) @transparent

; arguments
(argument_list (_) @argument)
