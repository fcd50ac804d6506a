; Python. Node names of tree-sitter-python 0.25.0.

(comment) @comment
(expression_statement . (string) @doc)

; imports
(import_statement name: (dotted_name) @module) @import
(import_statement name: (aliased_import name: (dotted_name) @module alias: (identifier) @alias)) @import
(import_from_statement module_name: (_) @module (wildcard_import)) @import.all
(import_from_statement module_name: (_) @module name: (dotted_name) @member) @import
(import_from_statement module_name: (_) @module name: (aliased_import name: (dotted_name) @member alias: (identifier) @alias)) @import
(future_import_statement) @scope

; definitions
(decorated_definition definition: (class_definition name: (identifier) @name body: (_) @body)) @definition.class
(decorated_definition definition: (function_definition name: (identifier) @name return_type: (_)? @type body: (_) @body)) @definition.function
(class_definition name: (identifier) @name body: (_) @body) @definition.class
(function_definition name: (identifier) @name return_type: (_)? @type body: (_) @body) @definition.function
(assignment left: (identifier) @name type: (_)? @type right: (_)? @value) @definition.variable
(assignment left: (attribute object: (identifier) @receiver attribute: (identifier) @name) type: (_)? @type right: (_)? @value) @definition.field
(type_alias_statement left: (type [(identifier) @name (generic_type . (identifier) @name)]) right: (_) @type) @definition.type
(class_definition type_parameters: (type_parameter (type [(identifier) @name (_ . (identifier) @name) (_ . (type (identifier) @name))]) @typeparameter))
(function_definition type_parameters: (type_parameter (type [(identifier) @name (_ . (identifier) @name) (_ . (type (identifier) @name))]) @typeparameter))
(type_alias_statement left: (type (generic_type (type_parameter (type [(identifier) @name (_ . (identifier) @name) (_ . (type (identifier) @name))]) @typeparameter))))

; parameters
(parameters (identifier) @name @parameter)
(parameters (default_parameter name: (identifier) @name value: (_) @value) @parameter.optional)
(parameters (typed_parameter . (identifier) @name type: (_) @type) @parameter)
(parameters (typed_default_parameter name: (identifier) @name type: (_) @type value: (_)) @parameter.optional)
(parameters (list_splat_pattern (identifier) @name) @parameter.variadic)
(parameters (dictionary_splat_pattern (identifier) @name) @parameter.variadic)
(parameters (typed_parameter . (list_splat_pattern (identifier) @name)) @parameter.variadic)
(parameters (typed_parameter . (dictionary_splat_pattern (identifier) @name)) @parameter.variadic)
(lambda_parameters (identifier) @name @parameter)
(lambda_parameters (default_parameter name: (identifier) @name) @parameter.optional)
(lambda_parameters (list_splat_pattern (identifier) @name) @parameter.variadic)

; locals
(for_statement left: (identifier) @name right: (_) @value) @local.element
(for_statement left: (pattern_list (identifier) @name)) @local
(for_statement left: (tuple_pattern (identifier) @name)) @local
(for_in_clause left: (identifier) @name right: (_) @value) @local.element
(for_in_clause left: (pattern_list (identifier) @name)) @local
(for_in_clause left: (tuple_pattern (identifier) @name)) @local
(with_item value: (as_pattern alias: (as_pattern_target (identifier) @name)) @value) @local
(as_pattern (_) @value alias: (as_pattern_target (identifier) @name)) @local
(named_expression name: (identifier) @name value: (_) @value) @local
(assignment left: (pattern_list (identifier) @name @definition.variable))
(assignment left: (tuple_pattern (identifier) @name @definition.variable))

(global_statement (identifier) @name @local.global)
(nonlocal_statement (identifier) @name @local.outer)

; scopes
(lambda) @scope
(list_comprehension) @scope
(set_comprehension) @scope
(dictionary_comprehension) @scope
(generator_expression) @scope

; uses
(class_definition superclasses: (argument_list [(identifier) (attribute)] @name @reference.extension))
(class_definition superclasses: (argument_list (subscript value: (_) @name) @reference.extension))
(call function: (identifier) @name arguments: (argument_list) @arguments) @reference.call
(call function: (attribute object: (_) @receiver attribute: (identifier) @name) arguments: (argument_list) @arguments) @reference.call
(call function: (identifier) @name arguments: (generator_expression)) @reference.call
(call function: (attribute object: (_) @receiver attribute: (identifier) @name) arguments: (generator_expression)) @reference.call
(decorator (identifier) @name) @reference.annotation
(decorator (attribute object: (_) @receiver attribute: (identifier) @name)) @reference.annotation
(type (identifier) @name) @reference.type
(type (attribute object: (_) @receiver attribute: (identifier) @name)) @reference.type
(type (subscript value: (identifier) @name)) @reference.type
(type (generic_type (identifier) @name)) @reference.type
(type) @typetext
(assignment left: (identifier) @name @reference.write)
(assignment left: (attribute object: (_) @receiver attribute: (identifier) @name) @reference.write)
(augmented_assignment left: (identifier) @name @reference.write)
(augmented_assignment left: (attribute object: (_) @receiver attribute: (identifier) @name) @reference.write)
(attribute object: (_) @receiver attribute: (identifier) @name) @reference.read
(identifier) @reference.read

; names that are no uses
(keyword_argument name: (identifier) @name) @ignored

; what functions return
(return_statement (_)? @value) @return
(yield (_)? @value) @return.yield

; expressions made of others
(with_item value: (as_pattern . (_) @receiver)) @operation.entered
(subscript value: (_) @receiver) @operation.element
(conditional_expression . (_) @receiver (_) (_) @value .) @operation.choice
(boolean_operator left: (_) @receiver operator: "or" right: (_) @value) @operation.choice
(boolean_operator operator: "and" right: (_) @inner) @transparent
(comparison_operator) @literal.boolean
(not_operator) @literal.boolean

; expressions with an evident type
(string) @literal.string
(concatenated_string) @literal.string
(integer) @literal.integer
(float) @literal.float
(true) @literal.boolean
(false) @literal.boolean
(none) @literal.null
(list) @literal.list
(list_comprehension) @literal.list
(dictionary) @literal.map
(dictionary_comprehension) @literal.map
(set) @literal.set
(tuple) @literal.tuple
(parenthesized_expression (_) @inner) @transparent
(await (_) @inner) @transparent

; arguments
(argument_list [(list_splat) (dictionary_splat)] @argument.spread)
(argument_list (_) @argument)

; the head of a function whose body the parser could not make sense of
(ERROR "def" . (identifier) @name) @definition.function
(ERROR "class" . (identifier) @name) @definition.class
