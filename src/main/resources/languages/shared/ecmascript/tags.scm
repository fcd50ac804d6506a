; What JavaScript and TypeScript share. Node names of tree-sitter-javascript 0.25.0 and tree-sitter-typescript 0.23.2.

(comment) @comment

; imports
(import_statement (import_clause (identifier) @alias) source: (string) @module) @import.default
(import_statement (import_clause (namespace_import (identifier) @alias)) source: (string) @module) @import.all
(import_statement (import_clause (named_imports (import_specifier name: (_) @member alias: (identifier)? @alias))) source: (string) @module) @import
(import_statement . source: (string) @module) @import
(export_statement (export_clause (export_specifier name: (_) @member alias: (_)? @alias)) source: (string) @module) @import.reexport
(export_statement "*" source: (string) @module) @import.reexport_all
(export_statement (namespace_export (_) @alias) source: (string) @module) @import.reexport
(variable_declarator name: (identifier) @alias value: (call_expression function: (identifier) @name arguments: (arguments . (string) @module))) @import.require
(variable_declarator name: (object_pattern (shorthand_property_identifier_pattern) @member) value: (call_expression function: (identifier) @name arguments: (arguments . (string) @module))) @import.require
(export_statement (export_clause (export_specifier name: (identifier) @name alias: (identifier)? @alias)) !source) @export
(export_statement "default" value: (identifier) @name) @export.default
(assignment_expression left: (member_expression) @receiver right: (identifier) @name) @export.default
(assignment_expression left: (member_expression object: (_) @receiver property: (property_identifier) @alias) right: (identifier) @name) @export
(assignment_expression left: (member_expression) @receiver right: (object (shorthand_property_identifier) @name)) @export
(assignment_expression left: (member_expression) @receiver right: (object (pair key: (property_identifier) @alias value: (identifier) @name))) @export
(export_statement "default" declaration: (_ name: (_) @name)) @export.default


; definitions
(class_declaration name: (_) @name body: (_) @body) @definition.class
(class name: (_) @name body: (_) @body) @definition.class
(variable_declarator name: (identifier) @name value: (class body: (_) @body)) @definition.class
(function_declaration name: (identifier) @name body: (_) @body) @definition.function
(generator_function_declaration name: (identifier) @name body: (_) @body) @definition.function
(class_body (method_definition name: [(property_identifier) (private_property_identifier)] @name body: (_) @body) @definition.method)
(object (method_definition name: [(property_identifier) (private_property_identifier)] @name body: (_) @body) @definition.method)
(variable_declarator name: (identifier) @name value: (arrow_function body: (_) @body) @value) @definition.function
(variable_declarator name: (identifier) @name value: (function_expression body: (_) @body) @value) @definition.function
(variable_declarator name: (identifier) @name value: (generator_function body: (_) @body) @value) @definition.function
(pair key: (property_identifier) @name value: [(arrow_function body: (_) @body) (function_expression body: (_) @body)] @value) @definition.function
(variable_declarator name: (identifier) @name value: (_)? @value) @definition.variable

; parameters and locals
(arrow_function parameter: (identifier) @name @parameter)
(shorthand_property_identifier_pattern) @name @value @local
(pair_pattern key: (_) @value value: (identifier) @name @local)
(pair_pattern key: (_) @value value: (assignment_pattern left: (identifier) @name @local))
(array_pattern (identifier) @name @value @local)
(array_pattern (assignment_pattern left: (identifier) @name @value @local))
(array_pattern (rest_pattern (identifier) @name @local))
(object_pattern (rest_pattern (identifier) @name @local))
(for_in_statement left: (identifier) @name right: (_) @value) @local.element

; patterns stand for what they take apart
(variable_declarator name: [(object_pattern) (array_pattern)] @transparent value: (_) @inner)
(for_in_statement left: [(object_pattern) (array_pattern)] @operation.element right: (_) @receiver)
(object_pattern (shorthand_property_identifier_pattern) @type @operation.member) @receiver
(object_pattern (object_assignment_pattern left: (shorthand_property_identifier_pattern) @type @operation.member)) @receiver
(object_pattern (pair_pattern key: (property_identifier) @name @reference.read)) @receiver
(pair_pattern key: (property_identifier) @inner value: [(object_pattern) (array_pattern)] @transparent)
(array_pattern . (_) @operation.first) @receiver
(array_pattern . (_) . (_) @operation.second) @receiver
(array_pattern (_) @operation.item) @receiver
(catch_clause parameter: (identifier) @name) @local

; scopes
(statement_block) @scope
(arrow_function) @scope
(function_expression) @scope
(for_statement) @scope
(for_in_statement) @scope
(catch_clause) @scope

; uses
(call_expression function: (identifier) @name arguments: (arguments) @arguments) @reference.call
(call_expression function: (member_expression object: (_) @receiver property: [(property_identifier) (private_property_identifier)] @name) arguments: (arguments) @arguments) @reference.call
(call_expression function: (super) @name arguments: (arguments) @arguments) @reference.call
(call_expression function: (identifier) @name arguments: (template_string)) @reference.call
(new_expression constructor: (identifier) @name @type arguments: (arguments)? @arguments) @reference.instantiation
(new_expression constructor: (member_expression object: (_) @receiver property: (property_identifier) @name) arguments: (arguments)? @arguments) @reference.instantiation
(assignment_expression left: (identifier) @name @reference.write)
(assignment_expression left: (member_expression object: (_) @receiver property: (property_identifier) @name) @reference.write)
(augmented_assignment_expression left: (identifier) @name @reference.write)
(augmented_assignment_expression left: (member_expression object: (_) @receiver property: (property_identifier) @name) @reference.write)
(update_expression argument: (identifier) @name @reference.write)
(update_expression argument: (member_expression object: (_) @receiver property: (property_identifier) @name) @reference.write)
(member_expression object: (_) @receiver property: [(property_identifier) (private_property_identifier)] @name) @reference.read
(identifier) @reference.read
(shorthand_property_identifier) @reference.read
(this) @reference.read
(super) @reference.read

; expressions with an evident type
(string) @literal.string
(template_string) @literal.string
(number) @literal.integer
(true) @literal.boolean
(false) @literal.boolean
(null) @literal.null
(regex) @literal.regex
(class) @literal.class
(parenthesized_expression (_) @inner) @transparent
(assignment_expression right: (_) @inner) @transparent
(binary_expression operator: "&&" right: (_) @inner) @transparent

; functions without a name, and what functions return
(arrow_function body: (expression) @value) @function
(arrow_function body: (statement_block)) @function.block
(function_expression) @function.self
(generator_function) @function.self
(object (method_definition name: (_) @type) @function.member)
(return_statement (expression) @value) @return

; expressions made of others
(object) @extension.literal
(object) @arguments @operation.object
(object [(pair) (method_definition) (shorthand_property_identifier)] @argument)
(object (spread_element) @argument.spread)
(pair key: (_) @type value: (_) @receiver) @operation.entry
(array) @arguments @operation.array
(array (spread_element) @argument.spread)
(array (_) @argument)
(await_expression (_) @receiver) @operation.await
(ternary_expression consequence: (_) @receiver alternative: (_) @value) @operation.choice
(binary_expression left: (_) @receiver operator: ["||" "??"] right: (_) @value) @operation.choice
(subscript_expression object: (_) @receiver) @operation.element

; arguments
(arguments (spread_element) @argument.spread)
(arguments (_) @argument)
