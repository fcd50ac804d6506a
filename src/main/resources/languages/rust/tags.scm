; Rust. Node names of tree-sitter-rust 0.24.0. First pattern wins where two name the same thing.

(line_comment) @comment
(block_comment) @comment

; imports; the receiver is what stands before the module
(scoped_use_list path: (_) @receiver list: (use_list (scoped_use_list path: (_) @module list: (use_list (use_as_clause path: (_) @member alias: (_) @alias))))) @import
(scoped_use_list path: (_) @receiver list: (use_list (scoped_use_list path: (_) @module list: (use_list (identifier) @member)))) @import
(scoped_use_list path: (_) @receiver list: (use_list (scoped_use_list path: (_) @module list: (use_list (self))))) @import
(scoped_use_list path: (_) @receiver list: (use_list (scoped_identifier path: (_) @module name: (_) @member))) @import
(scoped_use_list path: (_) @receiver list: (use_list (use_as_clause path: (scoped_identifier path: (_) @module name: (_) @member) alias: (_) @alias))) @import
(scoped_use_list path: (_) @receiver list: (use_list (use_wildcard (_) @module) @import.all))
(use_declaration (visibility_modifier) argument: (scoped_use_list path: (_) @module list: (use_list (use_as_clause path: (identifier) @member alias: (_) @alias)))) @import.reexport
(use_declaration (visibility_modifier) argument: (scoped_use_list path: (_) @module list: (use_list (identifier) @member))) @import.reexport
(scoped_use_list path: (_) @module list: (use_list (use_as_clause path: (identifier) @member alias: (_) @alias))) @import
(scoped_use_list path: (_) @module list: (use_list (use_as_clause path: (self) alias: (_) @alias))) @import
(scoped_use_list path: (_) @module list: (use_list (identifier) @member)) @import
(scoped_use_list path: (_) @module list: (use_list (self))) @import
(use_declaration (visibility_modifier) argument: (scoped_identifier path: (_) @module name: (_) @member)) @import.reexport
(use_declaration (visibility_modifier) argument: (use_as_clause path: (scoped_identifier path: (_) @module name: (_) @member) alias: (_) @alias)) @import.reexport
(use_declaration (visibility_modifier) argument: (use_wildcard (_) @module)) @import.reexport_all
(use_declaration argument: (scoped_identifier path: (_) @module name: (_) @member)) @import
(use_declaration argument: (use_as_clause path: (scoped_identifier path: (_) @module name: (_) @member) alias: (_) @alias)) @import
(use_declaration argument: (use_as_clause path: (identifier) @module alias: (_) @alias)) @import
(use_declaration argument: (identifier) @module) @import
(use_wildcard (_) @module) @import.all
(extern_crate_declaration name: (identifier) @module alias: (identifier)? @alias) @import

; types and their members' homes
(struct_item name: (type_identifier) @name body: (_)? @body) @definition.struct
(union_item name: (type_identifier) @name body: (_) @body) @definition.struct
(enum_item name: (type_identifier) @name body: (_) @body) @definition.enum
(enum_variant name: (identifier) @name) @definition.constant
(trait_item name: (type_identifier) @name body: (_) @body) @definition.trait
(type_item name: (type_identifier) @name type: (_) @type) @definition.type
(associated_type name: (type_identifier) @name) @definition.type
(mod_item name: (identifier) @name body: (_)? @body) @definition.namespace
(impl_item type: [(type_identifier) @name (primitive_type) @name (generic_type type: (_) @name) (reference_type type: (type_identifier) @name) (scoped_type_identifier name: (type_identifier) @name)]) @extension
(type_parameter name: (type_identifier) @name bounds: (trait_bounds . (_) @type)?) @typeparameter

; functions and values
(declaration_list (function_item name: (identifier) @name parameters: (parameters (self_parameter)) return_type: (_)? @type body: (_) @body) @definition.method)
(declaration_list (function_signature_item name: (identifier) @name parameters: (parameters (self_parameter)) return_type: (_)? @type) @definition.method)
(impl_item body: (declaration_list (function_item name: (identifier) @name return_type: (_)? @type body: (_) @body) @definition.method))
(function_item name: (identifier) @name return_type: (_)? @type body: (_) @body) @definition.function
(function_signature_item name: (identifier) @name return_type: (_)? @type) @definition.function
(macro_definition name: (identifier) @name) @definition.macro
(field_declaration name: (field_identifier) @name type: (_) @type) @definition.field
(const_item name: (identifier) @name type: (_) @type value: (_)? @value) @definition.constant
(static_item name: (identifier) @name type: (_) @type value: (_)? @value) @definition.variable

; parameters and locals
(parameter pattern: (identifier) @name type: (_) @type) @parameter
(parameter pattern: (mut_pattern (identifier) @name) type: (_) @type) @parameter
(parameter pattern: [(tuple_pattern) (tuple_struct_pattern) (struct_pattern) (reference_pattern) (slice_pattern) "_"] type: (_) @type) @parameter
(closure_parameters (identifier) @name @parameter)
(let_declaration pattern: (identifier) @name type: (_)? @type value: (_)? @value) @local
(let_declaration pattern: (mut_pattern (identifier) @name) type: (_)? @type value: (_)? @value) @local
(for_expression pattern: (identifier) @name value: (_) @value) @local.element
(tuple_pattern (identifier) @name) @local
(tuple_struct_pattern type: (_) (identifier) @name) @local
(field_pattern name: (shorthand_field_identifier) @name) @local
(field_pattern pattern: (identifier) @name) @local
(captured_pattern . (identifier) @name) @local
(slice_pattern (identifier) @name) @local
(ref_pattern (identifier) @name) @local
(reference_pattern (identifier) @name) @local
(mut_pattern (identifier) @name) @local

; scopes
(block) @scope
(closure_expression) @scope
(for_expression) @scope
(if_expression) @scope
(while_expression) @scope
(match_arm) @scope

; uses
(impl_item trait: [(type_identifier) (scoped_type_identifier)] @name @reference.implementation)
(impl_item trait: (generic_type type: (_) @name) @reference.implementation)
(trait_item bounds: (trait_bounds [(type_identifier) (scoped_type_identifier)] @name @reference.extension))
(trait_item bounds: (trait_bounds (generic_type type: (_) @name) @reference.extension))
(call_expression function: (identifier) @name arguments: (_) @arguments) @reference.call
(call_expression function: (field_expression value: (_) @receiver field: (field_identifier) @name) arguments: (_) @arguments) @reference.call
(call_expression function: (scoped_identifier path: (_) @receiver name: (identifier) @name) arguments: (_) @arguments) @reference.call
(call_expression function: (generic_function function: (identifier) @name) arguments: (_) @arguments) @reference.call
(call_expression function: (generic_function function: (field_expression value: (_) @receiver field: (field_identifier) @name)) arguments: (_) @arguments) @reference.call
(call_expression function: (generic_function function: (scoped_identifier path: (_) @receiver name: (identifier) @name)) arguments: (_) @arguments) @reference.call
(macro_invocation macro: (identifier) @name) @reference.call
(macro_invocation macro: (scoped_identifier path: (_) @receiver name: (identifier) @name)) @reference.call
(struct_expression name: [(type_identifier) (scoped_type_identifier)] @name @type) @reference.instantiation
(struct_expression name: (generic_type_with_turbofish type: (_) @name @type)) @reference.instantiation
(attribute_item (attribute (identifier) @name)) @reference.annotation
(attribute_item (attribute (scoped_identifier path: (_) @receiver name: (identifier) @name))) @reference.annotation
(attribute_item (attribute (identifier) arguments: (token_tree (identifier) @name @reference.annotation)))
(scoped_type_identifier path: (_) @receiver name: (type_identifier) @name) @reference.type
(type_identifier) @reference.type
(field_initializer field: (field_identifier) @name) @reference.write
(assignment_expression left: (identifier) @name @reference.write)
(assignment_expression left: (field_expression value: (_) @receiver field: (field_identifier) @name) @reference.write)
(compound_assignment_expr left: (identifier) @name @reference.write)
(compound_assignment_expr left: (field_expression value: (_) @receiver field: (field_identifier) @name) @reference.write)
(field_expression value: (_) @receiver field: (_) @name) @reference.read
(scoped_identifier path: (_) @receiver name: (identifier) @name) @reference.read
(macro_rule (token_tree (identifier) @name @ignored))
(identifier) @reference.read
(shorthand_field_initializer (identifier) @name) @reference.read
(self) @reference.read
(crate) @reference.read
(super) @reference.read
(self_parameter (self) @name) @ignored

; expressions with an evident type
(string_literal) @literal.string
(raw_string_literal) @literal.string
(integer_literal) @literal.integer
(float_literal) @literal.float
(char_literal) @literal.character
(boolean_literal) @literal.boolean
(closure_expression) @literal.function
(type_cast_expression type: (_) @type) @cast
(reference_expression value: (_) @inner) @transparent
(parenthesized_expression (_) @inner) @transparent
(try_expression (_) @inner) @transparent
(await_expression (_) @inner) @transparent
(unary_expression (_) @inner) @transparent

; arguments
(arguments [(line_comment) (block_comment)] @ignored)
(arguments (_) @argument)
