package org.lanewise.reports.page;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;
import org.lanewise.reports.Panel;

/** The compiled templates. */
public final class Templates {
    private static final TemplateEngine ENGINE =
            TemplateEngine.createPrecompiled(
                    null, ContentType.Html, Templates.class.getClassLoader());

    private Templates() {}

    /** A whole page. */
    static String page(String template, Object model) {
        StringOutput out = new StringOutput();
        ENGINE.render("lanewise/" + template + ".jte", model, out);
        return out.toString();
    }

    /**
     * A panel, for a page's template to put in its place.
     *
     * @param id begins the names of its parts on the page
     */
    public static Content panel(Panel panel, String id) {
        return out ->
                ENGINE.render(
                        "lanewise/panels/" + panel.name() + ".jte",
                        Map.of("panel", panel, "id", id),
                        out);
    }
}
