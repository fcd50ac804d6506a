; Bash. Node names of tree-sitter-bash 0.23.3.

(comment) @comment

; imports are commands, told by their names
(command name: (command_name (word) @name) argument: [(word) @module (string) @module (raw_string) @module]) @import
(function_definition name: (word) @name body: (_) @body) @definition.function
(declaration_command (variable_assignment name: (variable_name) @name value: (_) @value)) @definition.variable
(variable_assignment name: (variable_name) @name value: (_) @value) @definition.variable
(declaration_command (variable_name) @name) @definition.variable
(for_statement variable: (variable_name) @name value: (_) @value) @local

(command name: (command_name (word) @name)) @reference.call
(simple_expansion (variable_name) @name) @reference.read
(expansion (variable_name) @name) @reference.read
(variable_name) @reference.read

(string) @literal.string
(raw_string) @literal.string
(number) @literal.integer
(array) @literal.list
