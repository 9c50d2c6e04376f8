package dev.ridgepoint.cli.print;

/** Text in a page. */
public final class Html {

    private Html() { }

    /** The text as itself in an element or an attribute: no markup, and nothing that no page may hold or that turns the direction of what follows. */
    public static String escaped(String text) {
        return text.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ")
                .replaceAll("[\\p{Cs}\\u200e\\u200f\\u061c\\u202a-\\u202e\\u2066-\\u2069\\ufffe\\uffff]", "\ufffd").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
