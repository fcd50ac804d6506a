; JavaScript with JSX. Node names of tree-sitter-javascript 0.25.0.
; what an assignment defines, where nothing declares it
(assignment_expression left: (member_expression object: (this) @receiver property: (property_identifier) @name) right: (_) @value) @definition.field
(assignment_expression left: (member_expression object: (_) property: (property_identifier) @name) right: [(function_expression body: (_) @body) (arrow_function body: (_) @body)] @value) @definition.function

;include shared/ecmascript
;include shared/jsx

(class_heritage (identifier) @name @reference.extension)
(class_heritage (member_expression object: (_) @receiver property: (property_identifier) @name) @reference.extension)
(class_heritage (call_expression function: (identifier) @name) @reference.extension)
(field_definition property: [(property_identifier) (private_property_identifier)] @name value: [(arrow_function body: (_) @body) (function_expression body: (_) @body)]) @definition.method
(field_definition property: [(property_identifier) (private_property_identifier)] @name value: (_)? @value) @definition.field
(decorator (identifier) @name) @reference.annotation
(decorator (call_expression function: (identifier) @name)) @reference.annotation
(formal_parameters (identifier) @name @parameter)
(formal_parameters (assignment_pattern left: (identifier) @name right: (_) @value) @parameter.optional)
(formal_parameters (rest_pattern (identifier) @name) @parameter.rest)
(formal_parameters [(object_pattern) (array_pattern)] @name @parameter)
(formal_parameters (assignment_pattern left: [(object_pattern) (array_pattern)] @name right: (_) @value) @parameter.optional)
(formal_parameters [(object_pattern) (array_pattern)] @type @operation.pattern)
(formal_parameters (assignment_pattern left: [(object_pattern) (array_pattern)] @type @operation.pattern))
