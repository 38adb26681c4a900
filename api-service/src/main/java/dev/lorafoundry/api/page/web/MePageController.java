package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.access.ApiTokenId;
import dev.lorafoundry.api.access.Asker;
import dev.lorafoundry.api.access.NobodyAsks;
import dev.lorafoundry.api.access.OwnTokens;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who one is, and the tokens of one's programs. */
@Hidden
@Controller
final class MePageController {
  private static final String CHANGED = "tokens-changed";

  private final Asker asker;
  private final OwnTokens tokens;

  MePageController(Asker asker, OwnTokens tokens) {
    this.asker = asker;
    this.tokens = tokens;
  }

  @GetMapping("/me")
  String page(Model model) {
    model.addAttribute("view", view());
    return "page/me";
  }

  @GetMapping("/me/tokens")
  String list(Model model) {
    model.addAttribute("view", view());
    return "page/me :: tokens(view=${view})";
  }

  private MeView view() {
    return MeView.of(asker.person().orElseThrow(NobodyAsks::new), tokens.list());
  }

  /** The token is told once. */
  @PostMapping("/me/tokens")
  String make(
      @RequestParam String name,
      @RequestParam int days,
      Model model,
      HttpServletResponse response) {
    OwnTokens.Made made = tokens.make(name.strip(), days);
    response.setHeader("HX-Trigger", CHANGED);
    model.addAttribute("name", made.token().name());
    model.addAttribute("token", made.secret().text());
    return "page/me :: made(name=${name},token=${token})";
  }

  @DeleteMapping("/me/tokens/{id}")
  ResponseEntity<Void> remove(@PathVariable UUID id) {
    if (!tokens.remove(new ApiTokenId(id))) {
      throw new NothingThere("There is no such token of yours, or not any more.");
    }
    return Answers.changed(CHANGED);
  }
}
