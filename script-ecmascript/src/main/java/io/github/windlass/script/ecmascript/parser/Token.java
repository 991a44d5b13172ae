package io.github.windlass.script.ecmascript.parser;

/**
 * The kinds of tokens: numbers, so that the scanner's state is numbers alone.
 *
 * <p>The order carries meaning, as in TypeScript's {@code SyntaxKind}: identifiers and keywords
 * come last; among the keywords first those that are never names, then those that are names except
 * in strict mode, then those that have a meaning in some places only.
 */
final class Token {

  private Token() {}

  static final int UNKNOWN = 0;
  static final int END_OF_FILE = 1;
  static final int NUMERIC_LITERAL = 2;
  static final int BIG_INT_LITERAL = 3;
  static final int STRING_LITERAL = 4;
  static final int REGULAR_EXPRESSION_LITERAL = 5;
  static final int NO_SUBSTITUTION_TEMPLATE_LITERAL = 6;
  static final int TEMPLATE_HEAD = 7;
  static final int TEMPLATE_MIDDLE = 8;
  static final int TEMPLATE_TAIL = 9;
  static final int OPEN_BRACE = 10;
  static final int CLOSE_BRACE = 11;
  static final int OPEN_PAREN = 12;
  static final int CLOSE_PAREN = 13;
  static final int OPEN_BRACKET = 14;
  static final int CLOSE_BRACKET = 15;
  static final int DOT = 16;
  static final int DOT_DOT_DOT = 17;
  static final int SEMICOLON = 18;
  static final int COMMA = 19;
  static final int QUESTION_DOT = 20;
  static final int LESS_THAN = 21;
  static final int LESS_THAN_SLASH = 22;
  static final int GREATER_THAN = 23;
  static final int LESS_THAN_EQUALS = 24;
  static final int GREATER_THAN_EQUALS = 25;
  static final int EQUALS_EQUALS = 26;
  static final int EXCLAMATION_EQUALS = 27;
  static final int EQUALS_EQUALS_EQUALS = 28;
  static final int EXCLAMATION_EQUALS_EQUALS = 29;
  static final int EQUALS_GREATER_THAN = 30;
  static final int PLUS = 31;
  static final int MINUS = 32;
  static final int ASTERISK = 33;
  static final int ASTERISK_ASTERISK = 34;
  static final int SLASH = 35;
  static final int PERCENT = 36;
  static final int PLUS_PLUS = 37;
  static final int MINUS_MINUS = 38;
  static final int LESS_THAN_LESS_THAN = 39;
  static final int GREATER_THAN_GREATER_THAN = 40;
  static final int GREATER_THAN_GREATER_THAN_GREATER_THAN = 41;
  static final int AMPERSAND = 42;
  static final int BAR = 43;
  static final int CARET = 44;
  static final int EXCLAMATION = 45;
  static final int TILDE = 46;
  static final int AMPERSAND_AMPERSAND = 47;
  static final int BAR_BAR = 48;
  static final int QUESTION = 49;
  static final int COLON = 50;
  static final int AT = 51;
  static final int QUESTION_QUESTION = 52;
  static final int EQUALS = 53;
  static final int PLUS_EQUALS = 54;
  static final int MINUS_EQUALS = 55;
  static final int ASTERISK_EQUALS = 56;
  static final int ASTERISK_ASTERISK_EQUALS = 57;
  static final int SLASH_EQUALS = 58;
  static final int PERCENT_EQUALS = 59;
  static final int LESS_THAN_LESS_THAN_EQUALS = 60;
  static final int GREATER_THAN_GREATER_THAN_EQUALS = 61;
  static final int GREATER_THAN_GREATER_THAN_GREATER_THAN_EQUALS = 62;
  static final int AMPERSAND_EQUALS = 63;
  static final int BAR_EQUALS = 64;
  static final int BAR_BAR_EQUALS = 65;
  static final int AMPERSAND_AMPERSAND_EQUALS = 66;
  static final int QUESTION_QUESTION_EQUALS = 67;
  static final int CARET_EQUALS = 68;
  static final int IDENTIFIER = 69;
  static final int PRIVATE_IDENTIFIER = 70;

  static final int BREAK = 71;
  static final int CASE = 72;
  static final int CATCH = 73;
  static final int CLASS = 74;
  static final int CONST = 75;
  static final int CONTINUE = 76;
  static final int DEBUGGER = 77;
  static final int DEFAULT = 78;
  static final int DELETE = 79;
  static final int DO = 80;
  static final int ELSE = 81;
  static final int ENUM = 82;
  static final int EXPORT = 83;
  static final int EXTENDS = 84;
  static final int FALSE = 85;
  static final int FINALLY = 86;
  static final int FOR = 87;
  static final int FUNCTION = 88;
  static final int IF = 89;
  static final int IMPORT = 90;
  static final int IN = 91;
  static final int INSTANCEOF = 92;
  static final int NEW = 93;
  static final int NULL = 94;
  static final int RETURN = 95;
  static final int SUPER = 96;
  static final int SWITCH = 97;
  static final int THIS = 98;
  static final int THROW = 99;
  static final int TRUE = 100;
  static final int TRY = 101;
  static final int TYPEOF = 102;
  static final int VAR = 103;
  static final int VOID = 104;
  static final int WHILE = 105;
  static final int WITH = 106;
  static final int IMPLEMENTS = 107;
  static final int INTERFACE = 108;
  static final int LET = 109;
  static final int PACKAGE = 110;
  static final int PRIVATE = 111;
  static final int PROTECTED = 112;
  static final int PUBLIC = 113;
  static final int STATIC = 114;
  static final int YIELD = 115;
  static final int ABSTRACT = 116;
  static final int ACCESSOR = 117;
  static final int AS = 118;
  static final int ASSERTS = 119;
  static final int ASSERT = 120;
  static final int ANY = 121;
  static final int ASYNC = 122;
  static final int AWAIT = 123;
  static final int BOOLEAN = 124;
  static final int CONSTRUCTOR = 125;
  static final int DECLARE = 126;
  static final int GET = 127;
  static final int INFER = 128;
  static final int INTRINSIC = 129;
  static final int IS = 130;
  static final int KEYOF = 131;
  static final int MODULE = 132;
  static final int NAMESPACE = 133;
  static final int NEVER = 134;
  static final int OUT = 135;
  static final int READONLY = 136;
  static final int REQUIRE = 137;
  static final int NUMBER = 138;
  static final int OBJECT = 139;
  static final int SATISFIES = 140;
  static final int SET = 141;
  static final int STRING = 142;
  static final int SYMBOL = 143;
  static final int TYPE = 144;
  static final int UNDEFINED = 145;
  static final int UNIQUE = 146;
  static final int UNKNOWN_TYPE = 147;
  static final int USING = 148;
  static final int FROM = 149;
  static final int GLOBAL = 150;
  static final int BIGINT = 151;
  static final int OVERRIDE = 152;
  static final int OF = 153;
  static final int DEFER = 154;

  static final int FIRST_KEYWORD = BREAK;
  static final int LAST_RESERVED_WORD = WITH;
  static final int FIRST_ASSIGNMENT = EQUALS;
  static final int LAST_ASSIGNMENT = CARET_EQUALS;
  static final int COUNT = 155;

  private static final String[] TEXTS = {
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ".",
    "...",
    ";",
    ",",
    "?.",
    "<",
    "</",
    ">",
    "<=",
    ">=",
    "==",
    "!=",
    "===",
    "!==",
    "=>",
    "+",
    "-",
    "*",
    "**",
    "/",
    "%",
    "++",
    "--",
    "<<",
    ">>",
    ">>>",
    "&",
    "|",
    "^",
    "!",
    "~",
    "&&",
    "||",
    "?",
    ":",
    "@",
    "??",
    "=",
    "+=",
    "-=",
    "*=",
    "**=",
    "/=",
    "%=",
    "<<=",
    ">>=",
    ">>>=",
    "&=",
    "|=",
    "||=",
    "&&=",
    "??=",
    "^=",
    "",
    "",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "import",
    "in",
    "instanceof",
    "new",
    "null",
    "return",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "var",
    "void",
    "while",
    "with",
    "implements",
    "interface",
    "let",
    "package",
    "private",
    "protected",
    "public",
    "static",
    "yield",
    "abstract",
    "accessor",
    "as",
    "asserts",
    "assert",
    "any",
    "async",
    "await",
    "boolean",
    "constructor",
    "declare",
    "get",
    "infer",
    "intrinsic",
    "is",
    "keyof",
    "module",
    "namespace",
    "never",
    "out",
    "readonly",
    "require",
    "number",
    "object",
    "satisfies",
    "set",
    "string",
    "symbol",
    "type",
    "undefined",
    "unique",
    "unknown",
    "using",
    "from",
    "global",
    "bigint",
    "override",
    "of",
    "defer"
  };

  /** What a token of this kind is called in a message. */
  static String name(int kind) {
    return TEXTS[kind].isEmpty() ? "token" : "'" + TEXTS[kind] + "'";
  }

  /** How a keyword is written. */
  static String text(int keyword) {
    return TEXTS[keyword];
  }

  static boolean isIdentifierOrKeyword(int kind) {
    return kind >= IDENTIFIER;
  }

  static boolean isKeyword(int kind) {
    return kind >= FIRST_KEYWORD;
  }

  static boolean isModifier(int kind) {
    return switch (kind) {
      case ABSTRACT,
          ACCESSOR,
          ASYNC,
          CONST,
          DECLARE,
          DEFAULT,
          EXPORT,
          IN,
          PUBLIC,
          PRIVATE,
          PROTECTED,
          READONLY,
          STATIC,
          OUT,
          OVERRIDE ->
          true;
      default -> false;
    };
  }

  static boolean isAssignmentOperator(int kind) {
    return kind >= FIRST_ASSIGNMENT && kind <= LAST_ASSIGNMENT;
  }

  static boolean isTemplateStart(int kind) {
    return kind == NO_SUBSTITUTION_TEMPLATE_LITERAL || kind == TEMPLATE_HEAD;
  }

  /** Whether it can be the name of a property without brackets. */
  static boolean isLiteralPropertyName(int kind) {
    return kind >= IDENTIFIER
        || kind == STRING_LITERAL
        || kind == NUMERIC_LITERAL
        || kind == BIG_INT_LITERAL;
  }
}
