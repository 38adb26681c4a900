package dev.lorafoundry.api.page.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.resource.AbstractResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/**
 * The page's own style sheets, scripts and pictures. Their addresses hold a hash of all of them, so
 * that browsers keep them for good and yet never show a page with those of another release; modules
 * that name each other relatively stay within one release.
 */
final class Assets extends AbstractResourceResolver {
  private static final String PLACE = "classpath:/static/assets/";
  private static final String VERSION = "^v[0-9a-f]{12}/";

  private final String version;

  private Assets(String version) {
    this.version = version;
  }

  static Assets found() {
    try {
      Resource[] all = new PathMatchingResourcePatternResolver().getResources(PLACE + "**/*.*");
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Resource each : Arrays.stream(all).sorted(Comparator.comparing(Assets::name)).toList()) {
        digest.update(each.getContentAsByteArray());
      }
      return new Assets("v" + HexFormat.of().formatHex(digest.digest(), 0, 6));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  void addTo(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/assets/" + version + "/**")
        .addResourceLocations(PLACE)
        .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
    // why: while replicas of two releases answer, one may be asked for the other's: its own serve,
    // and nobody keeps them
    registry
        .addResourceHandler("/assets/**")
        .addResourceLocations(PLACE)
        .setCacheControl(CacheControl.noStore())
        .setUseLastModified(false)
        .resourceChain(false)
        .addResolver(this);
  }

  @Override
  protected @Nullable Resource resolveResourceInternal(
      @Nullable HttpServletRequest request,
      String path,
      List<? extends Resource> locations,
      ResourceResolverChain chain) {
    return chain.resolveResource(request, path.replaceFirst(VERSION, ""), locations);
  }

  @Override
  protected @Nullable String resolveUrlPathInternal(
      String path, List<? extends Resource> locations, ResourceResolverChain chain) {
    String resolved = chain.resolveUrlPath(path, locations);
    return resolved == null ? null : version + "/" + resolved;
  }

  private static String name(Resource asset) {
    try {
      return asset.getURL().getPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
