// Which techniques can be had together in one stage, and why others cannot. One table: validation enforces it, the help page
// shows it.
#pragma once

#include <string>
#include <vector>

#include "engine/experiment/experiment.h"

namespace layerlab {

struct Composition {
    const char *one, *other;  // keys under `techniques`
    bool allowed;
    const char* how;  // English, marked by words(): what it means together, or why it cannot be
};
const std::vector<Composition>& compositions();

// The keys of the techniques that are on, in the file's order.
std::vector<std::string> techniquesOn(const Techniques& techniques);

// The technique that leaves the head, or the embeddings, as the stage finds them; nullptr: they learn.
const char* freezesHead(const Techniques& techniques);
const char* freezesEmbeddings(const Techniques& techniques);

}  // namespace layerlab
