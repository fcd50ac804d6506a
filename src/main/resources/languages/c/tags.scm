; C.
;include shared/cfamily
(parameter_list (variadic_parameter) @parameter.variadic)
