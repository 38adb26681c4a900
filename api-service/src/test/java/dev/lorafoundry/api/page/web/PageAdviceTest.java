package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.lorafoundry.api.rest.Refusal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

final class PageAdviceTest {
  private final MockMvc mvc =
      MockMvcBuilders.standaloneSetup(new Asking())
          .setControllerAdvice(
              new PageAdvice(
                  Said.PHRASES, new StaticListableBeanFactory().getBeanProvider(Refusal.class)))
          .build();

  @Controller
  static final class Asking {
    @PostMapping("/asking")
    ResponseEntity<Void> ask(@RequestParam("name") String name) {
      return ResponseEntity.ok().header("Name", name).build();
    }
  }

  @Test
  void tellsOnThePageWhatIsMissing() throws Exception {
    MvcResult result = mvc.perform(post("/asking").header("HX-Request", "true")).andReturn();

    assertThat(result.getResponse().getStatus()).isEqualTo(400);
    assertThat(result.getModelAndView())
        .satisfies(
            told -> {
              assertThat(told.getViewName()).startsWith("page/notice");
              assertThat(told.getModel())
                  .containsEntry("message", Phrase.of("refused.missing", "name"));
            });
  }
}
