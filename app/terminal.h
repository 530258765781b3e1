// What a terminal shows of a job: a progress bar where there is a terminal, plain lines where output goes to a file.
#pragma once

#include <chrono>
#include <cstdio>
#include <string>

#include "engine/runs/event.h"

namespace layerlab {

class Terminal {
public:
    Terminal();
    ~Terminal();  // ends the bar's line
    void show(const Event& event);
    // Ends the bar's line, so that other output starts on a fresh one.
    void clear();
    void bar(double done, const std::string& text);  // where isLive()
    void line(const std::string& text);
    bool isLive() const { return m_live; }

private:
    bool m_live = false;  // stderr is a terminal
    bool m_bar_shown = false;
    std::int64_t m_total = 0;
    std::int64_t m_first_step = -1;
    std::chrono::steady_clock::time_point m_start, m_last_line;
    double m_loss = 0;  // smoothed
};

// "2.41 M", "0.31 G"; "4.1 ms"; "3:29".
std::string countText(double count);
std::string durationText(double seconds);
// Columns that terminals show: CJK counts double.
std::size_t textWidth(const std::string& text);

}  // namespace layerlab
