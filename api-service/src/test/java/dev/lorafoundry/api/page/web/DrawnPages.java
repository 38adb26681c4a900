package dev.lorafoundry.api.page.web;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Examples of all pages in a browser, with their style and scripts but no service behind them. */
final class DrawnPages implements BeforeAllCallback, AfterAllCallback {
  private static final String ADDRESS = "http://page.example/";
  private static final Map<String, String> TYPES =
      Map.of(
          "css",
          "text/css",
          "mjs",
          "text/javascript",
          "js",
          "text/javascript",
          "svg",
          "image/svg+xml");
  private static final byte[] PICTURE = Drawings.square(64, 1);

  private @Nullable Chromium chromium;

  @Override
  public void beforeAll(ExtensionContext context) {
    assumeTrue(Chromium.installed().isPresent(), "no Chromium is installed (package chromium)");
    chromium = Chromium.start();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (chromium != null) {
      chromium.close();
    }
  }

  /** A page of this width, drawn; whoever asks for it closes it. */
  Page draw(String html, int width) {
    Page page =
        Objects.requireNonNull(chromium)
            .browser()
            .newPage(new Browser.NewPageOptions().setViewportSize(width, 900));
    page.route("**/*", route -> answer(route, html));
    page.navigate(ADDRESS);
    return page;
  }

  private static void answer(Route route, String html) {
    URI address = URI.create(route.request().url());
    String path = address.getPath();
    if (path.equals("/")) {
      route.fulfill(
          new Route.FulfillOptions().setContentType("text/html; charset=utf-8").setBody(html));
    } else if (path.startsWith("/assets/")) {
      String type = TYPES.getOrDefault(path.replaceFirst(".*\\.", ""), "text/plain");
      route.fulfill(new Route.FulfillOptions().setContentType(type).setBodyBytes(asset(path)));
    } else if (route.request().resourceType().equals("image")) {
      route.fulfill(new Route.FulfillOptions().setContentType("image/png").setBodyBytes(PICTURE));
    } else {
      route.abort(); // why: htmx and events would tell of a service that is not there
    }
  }

  private static byte[] asset(String path) {
    try (InputStream asset = DrawnPages.class.getResourceAsStream("/static" + path)) {
      return Objects.requireNonNull(asset, path).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
