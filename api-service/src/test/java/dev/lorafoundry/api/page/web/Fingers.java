package dev.lorafoundry.api.page.web;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/** One finger or several on a page. */
final class Fingers {
  private final CDPSession session;

  private Fingers(CDPSession session) {
    this.session = session;
  }

  static Fingers on(Page page) {
    return new Fingers(page.context().newCDPSession(page));
  }

  /**
   * @param at two numbers for each finger: how far across and down
   */
  void press(double... at) {
    send("touchStart", at);
  }

  void move(double... at) {
    send("touchMove", at);
  }

  void lift() {
    send("touchEnd");
  }

  private void send(String type, double... at) {
    JsonArray points = new JsonArray();
    for (int i = 0; i < at.length; i += 2) {
      JsonObject point = new JsonObject();
      point.addProperty("x", at[i]);
      point.addProperty("y", at[i + 1]);
      point.addProperty("id", i);
      points.add(point);
    }
    JsonObject event = new JsonObject();
    event.addProperty("type", type);
    event.add("touchPoints", points);
    session.send("Input.dispatchTouchEvent", event);
  }
}
