; Ruby. Node names of tree-sitter-ruby 0.23.1.

(comment) @comment

; imports are calls, told by their names
(call !receiver method: (identifier) @name arguments: (argument_list . (string (string_content) @module) .)) @import

; definitions
(module name: [(constant) @name (scope_resolution name: (constant) @name)] body: (_)? @body) @definition.namespace
(class name: [(constant) @name (scope_resolution name: (constant) @name)] body: (_)? @body) @definition.class
(singleton_class) @scope
(method name: (_) @name body: (_)? @body) @definition.method
(singleton_method object: (_) name: (_) @name body: (_)? @body) @definition.method
(assignment left: (constant) @name right: (_) @value) @definition.constant
(assignment left: (instance_variable) @name right: (_) @value) @definition.field
(assignment left: (global_variable) @name right: (_) @value) @definition.variable

; parameters and locals
(method_parameters (identifier) @name @parameter)
(method_parameters (optional_parameter name: (identifier) @name value: (_) @value) @parameter.optional)
(method_parameters (splat_parameter name: (identifier) @name) @parameter.variadic)
(method_parameters (hash_splat_parameter name: (identifier) @name) @parameter.variadic)
(method_parameters (keyword_parameter name: (identifier) @name value: (_) @value) @parameter.optional)
(method_parameters (keyword_parameter name: (identifier) @name) @parameter)
(method_parameters (block_parameter name: (identifier) @name) @parameter.optional)
(block_parameters (identifier) @name @local)
(block_parameters (_ name: (identifier) @name) @local)
(block_parameters (destructured_parameter (identifier) @name @local))
(lambda_parameters (identifier) @name @local)
(lambda_parameters (_ name: (identifier) @name) @local)
(assignment left: (identifier) @name right: (_) @value) @local
(operator_assignment left: (identifier) @name right: (_) @value) @local
(left_assignment_list (identifier) @name) @local
(for pattern: (identifier) @name value: (in (_) @value)) @local.element
(exception_variable (identifier) @name) @local

; scopes
(do_block) @scope
(block) @scope
(lambda) @scope

; uses
(superclass [(constant) (scope_resolution)] @name) @reference.extension
(class body: (body_statement (call !receiver method: (identifier) arguments: (argument_list [(constant) (scope_resolution)] @name @reference.implementation))))
(call receiver: (_) @receiver method: [(identifier) (constant)] @name arguments: (_)? @arguments) @reference.call
(call !receiver method: [(identifier) (constant) (super)] @name arguments: (_)? @arguments) @reference.call
(super) @name @reference.call
(scope_resolution scope: (_) @receiver name: (constant) @name) @reference.read
(assignment left: (identifier) @name @reference.write)
(operator_assignment left: (identifier) @name @reference.write)
(assignment left: (instance_variable) @name @reference.write)
(instance_variable) @reference.read
(class_variable) @reference.read
(global_variable) @reference.read
(constant) @reference.read
(identifier) @reference.read
(self) @reference.read

; expressions with an evident type
(string) @literal.string
(heredoc_beginning) @literal.string
(simple_symbol) @literal.symbol
(integer) @literal.integer
(float) @literal.float
(true) @literal.boolean
(false) @literal.boolean
(nil) @literal.null
(array) @literal.list
(string_array) @literal.list
(hash) @literal.map
(regex) @literal.regex
(lambda) @literal.function
(parenthesized_statements . (_) @inner .) @transparent

; arguments
(argument_list [(splat_argument) (hash_splat_argument)] @argument.spread)
(argument_list (_) @argument)
