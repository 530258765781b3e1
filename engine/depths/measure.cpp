#include "engine/depths/measure.h"

#include <torch/torch.h>

#include <algorithm>

#include "engine/depths/contribution.h"
#include "engine/depths/evaluate.h"
#include "engine/depths/search.h"
#include "engine/platform/clock.h"
#include "engine/runs/measurements.h"
#include "engine/text.h"
#include "engine/training/device.h"
#include "engine/training/watch.h"

namespace layerlab {

void keepMeasurement(const std::string& run, const Event& event, const EventSink& sink) {
    try {
        appendMeasurement(run, event);
    } catch (const Error& error) {
        sink({event.step, event.time, Warned{text("%1; what was measured is not kept there", error.what())}});
    }
}

namespace {

class Measurement {
public:
    Measurement(const DepthsJob& job, OpenRun& run, Control& control, const EventSink& sink)
        : m_job(job), m_run(run), m_model(*run.stored.model), m_control(control), m_sink(sink), m_watch(watchOf(control, sink)) {}

    void run() {
        m_threads = setThreads(m_job.threads > 0 ? m_job.threads : m_run.stage().train.threads);
        Depths depths = m_run.stage().evaluate.depths;
        if (m_job.keep) depths.keep = *m_job.keep;
        if (m_job.from > 0) depths.from = m_job.from;
        if (m_job.to > 0) depths.to = m_job.to;
        const int slots = static_cast<int>(fullRoute(m_model.blueprint()).size());
        const int most = depths.to > 0 ? std::min(depths.to, slots) : slots;
        if (m_job.routes.empty() && !m_model.blueprint().one_depth && depths.from > most)
            throw Error(ErrorKind::BadInput, text("there is no depth from %1 to %2; %3 slots run", depths.from, most, slots));
        Evaluated evaluated;
        evaluated.stage = m_run.stored.stage;
        evaluated.split = m_job.split;
        evaluated.strategy = m_job.routes.empty() ? strategyName(depths.keep) : "chosen";
        const bool search = m_job.routes.empty() && depths.keep == Strategy::Search && !m_model.blueprint().one_depth;
        if (search) {
            evaluated.depths = searched();
            // The full route may lie outside the depths that were searched.
            if (evaluated.depths.back().slots == fullRoute(m_model.blueprint())) evaluated.full = evaluated.depths.back();
            else evaluated.full = alone(fullRoute(m_model.blueprint()));
        } else {
            const auto& batches = m_run.batches(m_job.split, m_watch);
            std::vector<Route> routes = m_job.routes.empty()
                                            ? routesOn(depths, m_model, batches, true, m_run.stored.drop_rates, m_job.contribution, stop())
                                            : m_job.routes;
            measure(evaluated, routes);
        }
        time(evaluated);
        finish(evaluated);
        // What was chosen on validation data is told on data that it was not chosen on.
        if (!search || m_job.split != "valid" || !hasTest()) return;
        Evaluated test;
        test.stage = evaluated.stage;
        test.split = "test";
        test.strategy = evaluated.strategy;
        std::vector<Route> routes;
        for (const RouteResult& depth : evaluated.depths) routes.push_back(depth.slots);
        measure(test, routes);
        finish(test);
    }

private:
    std::function<bool()> stop() const {
        return [this] { return m_control.stopping(); };
    }
    Event now(Event::What what) const { return {m_run.stored.state.step, secondsSince1970(), std::move(what)}; }
    void tell(double done, const std::string& what) const { m_sink(now(Progress{done, what})); }
    double timeless() const { return m_job.latency ? 0.8 : 1.0; }  // the share of the work that is no timing

    bool hasTest() const {
        for (const SplitFacts& facts : m_run.data(m_watch).facts())
            if (facts.split == "test" && facts.examples > 0) return true;
        return false;
    }

    std::vector<RouteResult> searched() {
        Search search = m_job.search;
        search.from = std::max(1, m_job.from);
        search.to = m_job.to;
        const SearchResult found = searchRoutes(m_model, m_run.data(m_watch), m_run.batches(m_job.split, m_watch), search, stop(),
                                                [this](double done, const std::string& what) { tell(done * timeless(), what); });
        return found.best;
    }

    // Fills in the depths, and the full route.
    void measure(Evaluated& evaluated, std::vector<Route> routes) {
        routes.push_back(fullRoute(m_model.blueprint()));
        evaluated.depths = evaluateRoutes(m_model, m_run.data(m_watch), m_run.batches(evaluated.split, m_watch), routes, stop(),
                                          [&](double done) { tell(done * timeless(), text("evaluating %1 routes", routes.size())); });
        evaluated.full = std::move(evaluated.depths.back());
        evaluated.depths.pop_back();
    }

    RouteResult alone(const Route& route) {
        return evaluateRoutes(m_model, m_run.data(m_watch), m_run.batches(m_job.split, m_watch), {route}, stop()).front();
    }

    void time(Evaluated& evaluated) const {
        if (!m_job.latency) return;
        std::vector<RouteResult*> all;
        for (RouteResult& depth : evaluated.depths) all.push_back(&depth);
        // The full route is timed once: mostly it is one of the depths.
        const auto same = std::find_if(evaluated.depths.begin(), evaluated.depths.end(),
                                       [&](const RouteResult& depth) { return depth.slots == evaluated.full.slots; });
        if (same == evaluated.depths.end()) all.push_back(&evaluated.full);
        for (std::size_t i = 0; i < all.size(); ++i) {
            all[i]->latency_ms = latency(m_model, all[i]->slots, m_run.data(m_watch).size().length, 20, stop());
            tell(0.8 + 0.2 * static_cast<double>(i + 1) / static_cast<double>(all.size()), text("timing on %1 threads", m_threads));
        }
        if (same != evaluated.depths.end()) evaluated.full.latency_ms = same->latency_ms;
    }

    void finish(Evaluated& evaluated) const {
        if (evaluated.depths.empty()) evaluated.depths = {evaluated.full};  // a model of one depth
        for (RouteResult& depth : evaluated.depths) depth.bytes = 4 * depth.parameters;
        evaluated.full.bytes = 4 * evaluated.full.parameters;
        const Event event = now(evaluated);
        // Reports and tables tell of the model that the run left.
        if (m_job.stage == 0) keepMeasurement(m_job.run, event, m_sink);
        m_sink(event);
    }

    const DepthsJob& m_job;
    OpenRun& m_run;
    const EncoderModel& m_model;
    Control& m_control;
    const EventSink& m_sink;
    ReadWatch m_watch;
    int m_threads = 1;
};

}  // namespace

void measureDepths(const DepthsJob& job, OpenRuns& runs, Control& control, const EventSink& sink) {
    OpenRun& run = runs.open(job.run, job.best ? Origin::Weights::Best : Origin::Weights::Final, job.stage);
    Measurement(job, run, control, sink).run();
}

}  // namespace layerlab
