package dev.lorafoundry.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;

final class UploadLimitFilterTest {
  private final UploadLimitFilter filter =
      new UploadLimitFilter(
          List.of(new UploadLimit("/things/*/files", DataSize.ofBytes(10))),
          ProblemsForTests.problems());

  @Test
  void refusesWhatAnnouncesToBeTooLarge() throws Exception {
    MockHttpServletResponse answer = send("/things/1/files", 11);

    assertThat(answer.getStatus()).isEqualTo(413);
    assertThat(answer.getContentAsString())
        .contains("The upload has 11 bytes; at most 10 are allowed", "\"status\":413");
  }

  @Test
  void knowsThePathHoweverItIsWritten() throws Exception {
    assertThat(send("/things/1/fi%6ces", 11).getStatus()).isEqualTo(413);
  }

  @Test
  void refusesFilesWhereNoneAreTaken() throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/things");
    request.setContentType("Multipart/form-data; boundary=x");
    MockHttpServletResponse response = new MockHttpServletResponse();
    MockFilterChain chain = new MockFilterChain();

    filter.doFilter(request, response, chain);

    assertThat(response.getStatus()).isEqualTo(415);
    assertThat(response.getContentAsString()).contains("no files are taken");
    assertThat(chain.getRequest()).isNull();
  }

  @Test
  void refusesUploadsThatDoNotSayHowLongTheyAre() throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/things/1/files");
    request.setContentType("multipart/form-data; boundary=x");
    request.addHeader("Transfer-Encoding", "chunked");
    MockHttpServletResponse response = new MockHttpServletResponse();
    MockFilterChain chain = new MockFilterChain();

    filter.doFilter(request, response, chain);

    assertThat(response.getStatus()).isEqualTo(411);
    assertThat(response.getContentAsString()).contains("with a Content-Length");
    assertThat(chain.getRequest()).isNull();
  }

  @Test
  void letsOthersPass() throws Exception {
    assertThat(send("/things/1/files", 10).getStatus()).isEqualTo(200);
    assertThat(send("/things/1", 11).getStatus()).isEqualTo(200);
  }

  private MockHttpServletResponse send(String path, int bytes) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
    request.setContent(new byte[bytes]);
    MockHttpServletResponse response = new MockHttpServletResponse();
    filter.doFilter(request, response, new MockFilterChain());
    return response;
  }
}
