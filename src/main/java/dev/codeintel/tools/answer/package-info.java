/**
 * What a tool answers and how it is cut to a budget: hits with fields from a closed list, reasons
 * from another, one renderer that makes text and a structured object of them. Main types: {@link
 * dev.codeintel.tools.answer.Answer} and {@link dev.codeintel.tools.answer.AnswerRenderer}. Here
 * lines become one-based. Knows no tool and no protocol.
 */
@NullMarked
package dev.codeintel.tools.answer;

import org.jspecify.annotations.NullMarked;
