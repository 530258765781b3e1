#include "engine/depths/search.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/depths/evaluate.h"
#include "engine/depths/trie.h"
#include "engine/text.h"

namespace layerlab {

namespace {

bool better(const RouteResult& a, const RouteResult& b) { return a.accuracy != b.accuracy ? a.accuracy > b.accuracy : a.loss < b.loss; }

class RouteSearch {
public:
    using Tell = std::function<void(double, const std::string&)>;
    RouteSearch(const EncoderModel& model, const TaskData& data, const std::vector<Batch>& batches, const Search& settings,
                const std::function<bool()>& stop, const Tell& tell)
        : m_model(model),
          m_data(data),
          m_batches(batches),
          m_settings(settings),
          m_stop(stop),
          m_tell(tell),
          m_full(fullRoute(model.blueprint())) {
        const int slots = static_cast<int>(m_full.size());
        m_from = std::max(1, settings.from);
        m_to = settings.to > 0 ? std::min(settings.to, slots) : slots;
        if (m_from > m_to)
            throw Error(ErrorKind::BadInput, text("there is no depth from %1 to %2 in a model of %3 slots", m_from, m_to, slots));
    }

    SearchResult run() {
        m_result.exhaustive = static_cast<int>(m_full.size()) <= std::min(m_settings.exhaustive, most_enumerated);
        if (m_result.exhaustive) all();
        else downwards();
        for (auto& [depth, best] : m_best) m_result.best.push_back(std::move(best));
        return std::move(m_result);
    }

private:
    static constexpr int most_enumerated = 20;  // a million routes: what a person who raised the limit may wait for

    std::vector<RouteResult> evaluate(const std::vector<Route>& routes, double from, double to, const std::string& what) {
        std::vector<Plan> plans;
        for (const Route& route : routes) {
            plans.push_back(m_model.planOf(route));
            m_result.passes_alone += static_cast<std::int64_t>(route.size());
        }
        m_result.routes += static_cast<std::int64_t>(routes.size());
        m_result.layer_passes += RouteTrie(plans).layerPasses();
        auto results = evaluateRoutes(m_model, m_data, m_batches, routes, m_stop, [&](double done) {
            if (m_tell) m_tell(from + (to - from) * done, what);
        });
        for (const RouteResult& result : results) {
            const auto [place, fresh] = m_best.try_emplace(result.depth(), result);
            if (!fresh && better(result, place->second)) place->second = result;
        }
        return results;
    }

    void all() {
        std::vector<Route> routes;
        const auto slots = m_full.size();
        for (std::uint64_t subset = 1; subset < (std::uint64_t{1} << slots); ++subset) {
            Route route;
            for (std::size_t i = 0; i < slots; ++i)
                if (subset >> i & 1) route.push_back(m_full[i]);
            if (const int depth = static_cast<int>(route.size()); depth >= m_from && depth <= m_to) routes.push_back(std::move(route));
        }
        evaluate(routes, 0, 1, text("searching %1 routes", routes.size()));
    }

    // Every route of the beam with one slot less, of which the best make the next beam.
    void downwards() {
        const int slots = static_cast<int>(m_full.size());
        std::vector<Route> beam{m_full};
        double work = 0, done = 0;
        for (int depth = slots; depth >= m_from; --depth) work += depth * depth;
        for (int depth = slots; depth >= m_from; --depth) {
            std::set<Route> candidates;
            if (depth == slots) candidates.insert(m_full);
            else
                for (const Route& route : beam)
                    for (std::size_t left_out = 0; left_out < route.size(); ++left_out) {
                        Route shorter = route;
                        shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(left_out));
                        candidates.insert(std::move(shorter));
                    }
            const double share = depth * depth / work;
            auto results =
                evaluate({candidates.begin(), candidates.end()}, done, done + share, text("searching routes of %1 slots", depth));
            done += share;
            std::stable_sort(results.begin(), results.end(), better);
            beam.clear();
            for (std::size_t i = 0; i < results.size() && i < static_cast<std::size_t>(std::max(1, m_settings.beam)); ++i)
                beam.push_back(results[i].slots);
        }
        std::erase_if(m_best, [this](const auto& entry) { return entry.first > m_to; });
    }

    const EncoderModel& m_model;
    const TaskData& m_data;
    const std::vector<Batch>& m_batches;
    const Search& m_settings;
    const std::function<bool()>& m_stop;
    const Tell& m_tell;
    Route m_full;
    int m_from = 1, m_to = 1;
    std::map<int, RouteResult> m_best;  // by depth
    SearchResult m_result;
};

}  // namespace

SearchResult searchRoutes(const EncoderModel& model, const TaskData& data, const std::vector<Batch>& batches, const Search& settings,
                          const std::function<bool()>& stop, const std::function<void(double, const std::string&)>& progress) {
    return RouteSearch(model, data, batches, settings, stop, progress).run();
}

}  // namespace layerlab
