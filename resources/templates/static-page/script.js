// A harmonograph: two damped swings make one curve.

const canvas = document.getElementById("drawing");
const controls = document.getElementById("controls");
const TURNS = 40;
const STEPS = 6000;

function settings() {
    const data = new FormData(controls);
    return Object.fromEntries([...data].map(([name, value]) => [name, Number(value)]));
}

function point(t, { sideways, upright, phase, friction }) {
    const fade = Math.exp(-friction * t / (TURNS * 4));
    return [Math.sin(sideways * t + phase * Math.PI / 180) * fade, Math.sin(upright * t) * fade];
}

function draw() {
    const ratio = window.devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = canvas;
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    pen.translate(width / 2, height / 2);

    const style = getComputedStyle(document.documentElement);
    const colours = pen.createLinearGradient(-width / 2, -height / 2, width / 2, height / 2);
    colours.addColorStop(0, style.getPropertyValue("--start").trim());
    colours.addColorStop(1, style.getPropertyValue("--end").trim());
    pen.strokeStyle = colours;
    pen.lineWidth = 1.2;

    const swing = settings();
    const reach = Math.min(width, height * 1.6) * 0.45;
    pen.beginPath();
    for (let step = 0; step <= STEPS; ++step) {
        const [x, y] = point(step / STEPS * TURNS, swing);
        pen.lineTo(x * reach, y * reach / 1.6);
    }
    pen.stroke();

    for (const output of controls.querySelectorAll("output"))
        output.value = controls.elements[output.htmlFor[0]].value;
}

function surprise() {
    for (const input of controls.querySelectorAll("input")) {
        const [low, high] = [Number(input.min), Number(input.max)];
        input.value = low + Math.floor(Math.random() * (high - low + 1));
    }
    draw();
}

controls.addEventListener("input", draw);
document.getElementById("surprise").addEventListener("click", surprise);
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
new ResizeObserver(draw).observe(canvas);

// Variables from the settings of the Space arrive here; they are public, so never a secret.
const title = window.huggingface?.variables?.PAGE_TITLE;
if (title)
    document.getElementById("title").textContent = title;
