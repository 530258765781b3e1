#include "app/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>

namespace layerlab {

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto bar_interval = std::chrono::milliseconds(100);
constexpr auto line_interval = std::chrono::seconds(10);

int columns() {
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20 ? size.ws_col : 80;
}

std::string format(const char* pattern, auto... values) {
    char text[256];
    std::snprintf(text, sizeof text, pattern, values...);
    return text;
}

}  // namespace

std::string countText(double count) {
    const struct {
        double size;
        const char* unit;
    } scales[] = {{1e12, " T"}, {1e9, " G"}, {1e6, " M"}, {1e3, " k"}};
    for (const auto& scale : scales)
        if (count >= scale.size * 0.9995) return format("%.3g%s", count / scale.size, scale.unit);
    return format("%.0f", count);
}

std::string durationText(double seconds) {
    const auto whole = static_cast<long long>(std::max(0.0, std::round(seconds)));
    return whole >= 3600 ? format("%lld:%02lld:%02lld", whole / 3600, whole / 60 % 60, whole % 60)
                         : format("%lld:%02lld", whole / 60, whole % 60);
}

std::size_t textWidth(const std::string& text) {
    std::size_t width = 0;
    for (const char c : text) {
        const auto u = static_cast<unsigned char>(c);
        if ((u & 0xC0) != 0x80) width += u >= 0xE3 && u < 0xF0 ? 2 : 1;
    }
    return width;
}

Terminal::Terminal() : m_live(::isatty(STDERR_FILENO)), m_start(Clock::now()) {}

Terminal::~Terminal() { clear(); }

void Terminal::clear() {
    if (m_bar_shown) std::fputs("\r\033[K", stderr);
    m_bar_shown = false;
}

void Terminal::line(const std::string& text) {
    clear();
    std::fprintf(stderr, "%s\n", text.c_str());
}

void Terminal::bar(double done, const std::string& text) {
    const int room = columns() - static_cast<int>(textWidth(text)) - 4;
    std::string drawn;
    if (room >= 8) {
        const int width = std::min(room, 30), full = static_cast<int>(std::clamp(done, 0.0, 1.0) * width);
        for (int i = 0; i < width; ++i) drawn += i < full ? "█" : "░";
        drawn += "  ";
    }
    std::fprintf(stderr, "\r\033[K%s%s", drawn.c_str(), text.c_str());
    std::fflush(stderr);
    m_bar_shown = true;
}

void Terminal::show(const Event& event) {
    const auto now = Clock::now();
    if (const auto* e = std::get_if<RunStarted>(&event.what)) {
        m_total = e->total_steps;
        line(e->name + ": " + countText(static_cast<double>(e->parameters)) + " parameters, " + e->device + ", " +
             std::to_string(e->threads) + (e->threads == 1 ? " thread" : " threads") + ", " + e->kernels);
    } else if (const auto* started = std::get_if<StageStarted>(&event.what)) {
        if (started->steps != m_total)
            line("stage " + std::to_string(started->stage + 1) + ", " + started->name + ": " + std::to_string(started->steps) + " steps");
    } else if (const auto* step = std::get_if<StepFinished>(&event.what)) {
        if (m_first_step < 0) m_first_step = event.step, m_start = now;
        // A step in which nothing could learn has no loss.
        if (const auto loss = step->losses.find("task"); loss != step->losses.end())
            m_loss = m_loss > 0 ? 0.95 * m_loss + 0.05 * loss->second : loss->second;
        if (now - m_last_line < (m_live ? Clock::duration(bar_interval) : Clock::duration(line_interval))) return;
        m_last_line = now;
        const double seconds = std::chrono::duration<double>(now - m_start).count();
        const auto done = event.step - m_first_step;
        std::string text = format("step %lld", static_cast<long long>(event.step));
        if (m_total > 0) text += format("/%lld", static_cast<long long>(m_total));
        text += format("  loss %.3f  %s tokens/s", m_loss, countText(step->tokens_per_second).c_str());
        if (m_total > 0 && done > 0)
            text += "  " + durationText(seconds / static_cast<double>(done) * static_cast<double>(m_total - event.step)) + " left";
        if (m_live) bar(m_total > 0 ? static_cast<double>(event.step) / static_cast<double>(m_total) : 0, text);
        else line(text);
    } else if (const auto* evaluated = std::get_if<Evaluated>(&event.what)) {
        const bool test = evaluated->split == "test";
        std::string text =
            format(test ? "test data, weights of step %lld  accuracy %.1f %%  loss %.4f" : "step %lld  accuracy %.1f %%  loss %.4f",
                   static_cast<long long>(test ? weightsStep(event) : event.step), 100 * evaluated->full.accuracy, evaluated->full.loss);
        const int half = std::max(1, evaluated->full.depth() / 2);
        for (const auto& depth : evaluated->depths)
            if (depth.depth() == half) text += format("  at half depth %.1f %%", 100 * depth.accuracy);
        line(text + (evaluated->best ? "  (best)" : ""));
    } else if (const auto* progress = std::get_if<Progress>(&event.what)) {
        if (m_live && now - m_last_line >= bar_interval) m_last_line = now, bar(progress->done, progress->what);
    } else if (const auto* warned = std::get_if<Warned>(&event.what)) {
        line("warning: " + warned->message);
    } else if (std::holds_alternative<Resumed>(event.what)) {
        line(format("resumed at step %lld", static_cast<long long>(event.step)));
    } else if (const auto* stage = std::get_if<StageFinished>(&event.what)) {
        if (stage->reason == "early_stop")
            line(format("stopped early at step %lld: validation no longer gets better", static_cast<long long>(event.step)));
        if (stage->peak_memory_bytes > 0)
            line(format("stage %d took up to %sB of memory", stage->stage + 1, countText(static_cast<double>(stage->peak_memory_bytes)).c_str()));
    } else if (const auto* finished = std::get_if<Finished>(&event.what)) {
        if (m_first_step >= 0) line("finished after " + durationText(finished->seconds));
    } else if (std::holds_alternative<Stopped>(event.what)) {
        if (m_total == 0) line("stopped before the training began");
        else line(format("stopped at step %lld; a checkpoint was saved", static_cast<long long>(event.step)));
    }
}

}  // namespace layerlab
